package dev.phoneproof.gateway.limit;

import dev.phoneproof.gateway.access.Caller;
import dev.phoneproof.gateway.access.Client;
import dev.phoneproof.gateway.problem.Problem;
import dev.phoneproof.gateway.problem.ProblemCode;
import io.github.bucket4j.TimeMeter;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What one gateway takes from an address, a session, a client, and in all. A refusal says when to
 * come back, and not which limit it was: that would tell what others do.
 */
public final class EdgeLimits {

  private final CallLimits calls;
  private final CallLimits messages;

  EdgeLimits(LimitSettings settings, SecureRandom random, TimeMeter time) {
    int cells = settings.cells();
    this.calls =
        new CallLimits(
            new BucketTable(settings.addressCalls(), cells, random, time),
            new BucketTable(settings.sessionCalls(), cells, random, time),
            new ClientBuckets(Client.Limits::callsPerMinute, time),
            Limit.of(settings.gatewayCalls().fullBucket(time)));
    this.messages =
        new CallLimits(
            new BucketTable(settings.addressMessages(), cells, random, time),
            new BucketTable(settings.sessionMessages(), cells, random, time),
            new ClientBuckets(Client.Limits::verificationsPerMinute, time),
            Limit.of(settings.gatewayMessages().fullBucket(time)));
  }

  /** Counts a call of any kind, or ends it here with 429. */
  void requireCall(Caller caller) {
    require(calls.take(caller, observed(caller)));
  }

  /** Counts a call that asks for a message, or ends it here with 429. */
  public Charge requireMessage(Caller caller) {
    return require(messages.take(caller, observed(caller)));
  }

  /**
   * Counts a call that asks for a message, or ends it here with 429.
   *
   * @param endUserAddress the person's address as the client states it; null when it states none.
   *     Counted for this client alone: it may be wrong, and must then hold no client's people but
   *     its own
   */
  public Charge requireMessage(Caller caller, @Nullable String endUserAddress) {
    String stated = endUserAddress == null ? null : network(endUserAddress);
    return require(
        messages.take(
            caller, stated == null ? observed(caller) : caller.clientId() + " " + stated));
  }

  /** Of pages alone: the address of a program is not the person's. */
  private static @Nullable String observed(Caller caller) {
    String address = caller.browser() ? caller.address() : null;
    return address == null ? null : network(address);
  }

  private static @Nullable String network(String address) {
    return Network.of(address).map(Network::bytes).map(HexFormat.of()::formatHex).orElse(null);
  }

  private static Charge require(Charge charge) {
    Duration wait = charge.untilNext();
    if (!wait.isZero()) {
      throw Problem.of(ProblemCode.RATE_LIMITED).retryAfter(wait).thrown();
    }
    return charge;
  }
}
