package dev.phoneproof.localstack;

import dev.phoneproof.localstack.process.StartFailedException;
import dev.phoneproof.localstack.supervision.Console;
import dev.phoneproof.localstack.supervision.PidFiles;
import dev.phoneproof.localstack.supervision.Supervisor;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The things that {@code ./demo} does. Each returns the exit code. */
final class Demo {

  static final int OK = 0;
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;

  private final Path root;
  private final Path directory;
  private final Map<String, String> environment;
  private final Console console;

  Demo(Path root, Map<String, String> environment, Console console) {
    this.root = root;
    this.environment = environment;
    this.console = console;
    String chosen = environment.getOrDefault("PHONEPROOF_DEMO_DIR", "");
    this.directory =
        chosen.isBlank() ? root.resolve(".local-stack") : Path.of(chosen).toAbsolutePath();
  }

  /** Runs until it is stopped by a signal, or a part cannot be kept alive. */
  int run() throws IOException {
    Ports ports = Ports.from(environment);
    Optional<InfobipAccount> account = InfobipAccount.from(environment);
    try (StateDirectory state = StateDirectory.open(directory)) {
      console.say("PhoneProof starts, with its state in " + state.path());
      Stack stack = new Stack(root, programs(), state, ports, account);
      Supervisor supervisor = prepare(stack);
      try {
        supervisor.start(stack.stages());
        console.say(Texts.running(stack));
        console.shout(supervisor.awaitGivingUp());
      } catch (StartFailedException e) {
        sayUnlessStopped(supervisor, e);
      }
      supervisor.stop();
      return FAILED;
    }
  }

  /** Runs one verification through a stack that has its own data and ports. */
  int check() throws IOException, InterruptedException {
    Path own = StateDirectory.prepare(directory).resolve("check");
    try (StateDirectory state = StateDirectory.open(own)) {
      console.say("PhoneProof checks itself, with its state in " + state.path());
      new LeftOvers(state, console).stop();
      state.empty();
      boolean passed = walk(new Stack(root, programs(), state, Ports.free(), Optional.empty()));
      if (passed) {
        state.empty();
      }
      console.say(
          passed
              ? "check passed: one verification went from the request to verified"
              : "check failed; logs: " + state.path().resolve("logs"));
      return passed ? OK : FAILED;
    }
  }

  private boolean walk(Stack stack) throws IOException, InterruptedException {
    Supervisor supervisor = prepare(stack);
    try (HttpClient http = HttpClient.newHttpClient()) {
      supervisor.start(stack.stages());
      console.say("  verifying a number");
      new Walk(stack.ports(), http).run();
      return true;
    } catch (StartFailedException e) {
      sayUnlessStopped(supervisor, e);
    } catch (RefusedException | IOException e) {
      console.shout(String.valueOf(e.getMessage()));
    } finally {
      supervisor.stop();
    }
    return false;
  }

  /** Deletes data, keys and logs, unless a stack runs. */
  int reset() throws IOException {
    if (!StateDirectory.isStack(directory)) {
      console.say("nothing to delete in " + directory);
      return OK;
    }
    try (StateDirectory state = StateDirectory.open(directory)) {
      new LeftOvers(state, console).stop();
      stopLeftOversOfCheck(state.path().resolve("check"));
      state.empty();
      console.say("deleted data, keys and logs in " + state.path());
      return OK;
    }
  }

  private void stopLeftOversOfCheck(Path own) throws IOException {
    if (StateDirectory.isStack(own)) {
      try (StateDirectory state = StateDirectory.open(own)) {
        new LeftOvers(state, console).stop();
      }
    }
  }

  private Path programs() throws IOException {
    return directory.toRealPath().resolve("programs");
  }

  private Supervisor prepare(Stack stack) throws IOException {
    new LeftOvers(stack.state(), console).stop();
    stack.requireFreePorts();
    stack.state().turnLogs();
    stack.copyApplications();
    Supervisor supervisor = new Supervisor(new PidFiles(stack.state().path()), console);
    Runtime.getRuntime().addShutdownHook(new Thread(supervisor::stop, "stop"));
    return supervisor;
  }

  private void sayUnlessStopped(Supervisor supervisor, StartFailedException failure) {
    if (!supervisor.isStopped()) {
      console.shout(String.valueOf(failure.getMessage()));
    }
  }
}
