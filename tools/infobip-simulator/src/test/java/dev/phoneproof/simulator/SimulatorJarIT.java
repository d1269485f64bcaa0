package dev.phoneproof.simulator;

import static dev.phoneproof.simulator.Caller.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The packaged jar as a process of its own. */
class SimulatorJarIT {
  private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:[0-9]+");

  @Test
  void startsSaysWhereItIsAndStops() throws Exception {
    Process process = start("--port=0", "--pin-length=4");
    try (BufferedReader out = process.inputReader()) {
      Matcher url = URL.matcher(out.readLine());
      assertThat(url.find()).isTrue();
      Caller caller = new Caller(URI.create(url.group()));

      assertThat(caller.sendPin(NUMBER).status()).isEqualTo(200);
      assertThat(caller.get("/simulator/inbox").json().at("/0/pin").asString()).matches("[0-9]{4}");
      assertThat(caller.sendPin("+1").status()).isEqualTo(400);
    } finally {
      // By its handle: destroying the process itself would close the streams that are read below.
      process.toHandle().destroy();
    }
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.errorReader().lines()).isEmpty();
  }

  @Test
  void listensOnAnotherAddressWhenToldTo() throws Exception {
    Process process = start("--port=0", "--address=127.0.0.2");
    try (BufferedReader out = process.inputReader()) {
      Matcher url = Pattern.compile("http://127\\.0\\.0\\.2:[0-9]+").matcher(out.readLine());
      assertThat(url.find()).isTrue();

      assertThat(new Caller(URI.create(url.group())).sendPin(NUMBER).status()).isEqualTo(200);
    } finally {
      process.toHandle().destroy();
    }
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void endsWithOneLineAndStatus1WhenThePortIsTaken() throws Exception {
    try (Simulator first = Simulator.start(SimulatorOptions.forTests())) {
      Process second = start("--port=" + first.port());

      assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(second.exitValue()).isEqualTo(1);
      assertThat(second.errorReader().lines())
          .containsExactly(
              "infobip-simulator: Port "
                  + first.port()
                  + " on 127.0.0.1 cannot be used: it is taken or not allowed");
    }
  }

  @Test
  void endsWithOneLineAndStatus2OnAnUnknownOption() throws Exception {
    Process process = start("--prot=1");

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(process.errorReader().lines())
        .containsExactly("infobip-simulator: unknown option --prot (--help lists them)");
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add("target/infobip-simulator.jar");
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }
}
