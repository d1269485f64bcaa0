package dev.phoneproof.simulator.fault;

import dev.phoneproof.simulator.contract.CallKind;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fault as ordered: which calls, what happens, how often.
 *
 * @param count how many calls it strikes, null for every one until it is removed
 * @param probability 0 to 1
 * @param to only this number, or with a star at its end the numbers that begin so; null for all
 */
public record Fault(
    Set<CallKind> calls,
    Effect effect,
    @Nullable Integer count,
    double probability,
    @Nullable String to) {

  public Fault {
    calls = Set.copyOf(calls);
    if (calls.isEmpty()) {
      throw new IllegalArgumentException("a fault needs a call to strike");
    }
    if (count != null && count < 1) {
      throw new IllegalArgumentException("count must be at least 1");
    }
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability must be above 0 and at most 1");
    }
    if (to != null && !to.matches("[0-9]{1,15}|[0-9]{0,15}\\*")) {
      throw new IllegalArgumentException("to must be digits, or digits and a star");
    }
    if ((effect instanceof Effect.NotSent || effect instanceof Effect.NotReachable)
        && !EnumSet.of(CallKind.SEND, CallKind.RESEND).containsAll(calls)) {
      throw new IllegalArgumentException("this kind is for send and resend only");
    }
  }

  public static Fault on(CallKind call, Effect effect) {
    return new Fault(Set.of(call), effect, null, 1, null);
  }

  public static Fault onAll(Effect effect) {
    return new Fault(EnumSet.complementOf(EnumSet.of(CallKind.EMAIL)), effect, null, 1, null);
  }

  /** Strikes the next so many calls, then is spent. */
  public Fault times(int calls) {
    return new Fault(this.calls, effect, calls, probability, to);
  }

  public Fault withProbability(double chance) {
    return new Fault(calls, effect, count, chance, to);
  }

  /** Only this number, or with a star at its end the numbers that begin so. */
  public Fault forNumber(String number) {
    return new Fault(calls, effect, count, probability, number);
  }

  boolean concerns(CallKind call, String number) {
    if (!calls.contains(call)) {
      return false;
    }
    if (to == null) {
      return true;
    }
    return to.endsWith("*")
        ? number.startsWith(to.substring(0, to.length() - 1))
        : number.equals(to);
  }

  @Override
  public String toString() {
    return "Fault[calls=" + calls + ", effect=" + effect + ", count=" + count + "]";
  }
}
