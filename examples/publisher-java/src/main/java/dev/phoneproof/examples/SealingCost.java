package dev.phoneproof.examples;

import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.EventCodec;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.sealing.Opener;
import dev.phoneproof.events.sealing.Sealer;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Measures what sealing and opening cost on this machine, one thread, microseconds an event. */
public final class SealingCost {

  private static final int MANY = 50_000;
  private static final int FEW = 2_000;
  private static final int ROUNDS = 5;

  private SealingCost() {}

  /** Prints the last of several rounds: the first ones warm the JVM up. */
  public static void main(String[] arguments) throws Exception {
    JsonNode keys;
    try (InputStream in = EventCodec.class.getResourceAsStream("vectors/sealing.json")) {
      keys = new JsonMapper().readTree(in);
    }
    String publicKeys = keys.get("publicKeys").toString();
    String privateKeys = keys.get("privateKeys").toString();
    for (int round = 1; round <= ROUNDS; round++) {
      boolean last = round == ROUNDS;
      Sealer sealer = Sealer.of(publicKeys);
      Opener opener = Opener.of(privateKeys);
      List<CloudEvent<OtpRequested>> reused = new ArrayList<>();
      List<CloudEvent<OtpRequested>> fresh = new ArrayList<>();
      measure(last, "seal, content key reused", MANY, () -> reused.add(sealer.seal(request())));
      measure(
          last,
          "seal, new content key   ",
          FEW,
          () -> fresh.add(Sealer.of(publicKeys).seal(request())));
      var ofReused = reused.iterator();
      measure(last, "open, content key known ", MANY, () -> opener.open(ofReused.next()));
      var ofFresh = fresh.iterator();
      measure(last, "open, new content key   ", FEW, () -> opener.open(ofFresh.next()));
    }
  }

  private static void measure(boolean print, String what, int times, Callable<?> work)
      throws Exception {
    long begun = System.nanoTime();
    for (int i = 0; i < times; i++) {
      work.call();
    }
    if (print) {
      System.out.printf("%s  %7.1f µs%n", what, (System.nanoTime() - begun) / 1000.0 / times);
    }
  }

  private static CloudEvent<OtpRequested> request() {
    Instant now = Clock.systemUTC().instant();
    PhoneNumber number = PhoneNumber.plain("+385912345678");
    OtpRequested request = OtpRequested.overSms(UUID.randomUUID(), "billing", number, "login", now);
    return CloudEvent.of(request, "/billing", now);
  }
}
