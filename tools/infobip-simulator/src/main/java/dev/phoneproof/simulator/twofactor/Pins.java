package dev.phoneproof.simulator.twofactor;

import org.jspecify.annotations.Nullable;

/** The PINs in circulation; the oldest are forgotten. */
public final class Pins {
  private final BoundedMap<String, PinSession> byId;

  Pins(int retained) {
    byId = new BoundedMap<>(retained);
  }

  void add(PinSession session) {
    byId.getOrCreate(session.pinId(), _ -> session);
  }

  @Nullable PinSession find(String pinId) {
    return byId.get(pinId);
  }

  /** The number behind a {@code pinId}, empty when it is not known. */
  public String numberOf(String pinId) {
    PinSession session = find(pinId);
    return session == null ? "" : session.to();
  }

  /** Calls that arrived for a {@code pinId}, and how many of them were compared with its PIN. */
  public record Guesses(String pinId, int verifyCalls, int guesses) {
    @Override
    public String toString() {
      return "Guesses[verifyCalls=" + verifyCalls + ", guesses=" + guesses + "]";
    }
  }

  public Guesses guesses(String pinId) {
    PinSession session = find(pinId);
    return session == null
        ? new Guesses(pinId, 0, 0)
        : new Guesses(pinId, session.verifyCalls().get(), session.guesses());
  }

  /** Counts a verify call that arrived, whatever becomes of it. */
  public void countVerifyCall(String pinId) {
    PinSession session = find(pinId);
    if (session != null) {
      session.verifyCalls().incrementAndGet();
    }
  }

  /** How many PINs were forgotten to make room. A guess at one of them is answered 404. */
  public long forgotten() {
    return byId.forgotten();
  }

  void clear() {
    byId.clear();
  }
}
