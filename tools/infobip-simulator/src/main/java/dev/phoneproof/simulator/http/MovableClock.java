package dev.phoneproof.simulator.http;

import java.time.Duration;
import java.time.Instant;

/** The simulator's time, as the control calls see it. */
public interface MovableClock {

  Instant instant();

  void advance(Duration by);

  /** Back to real time. */
  void reset();

  /** How far it was put forward. */
  Duration ahead();
}
