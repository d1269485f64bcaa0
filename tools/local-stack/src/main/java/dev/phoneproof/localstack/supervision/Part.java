package dev.phoneproof.localstack.supervision;

import java.nio.file.Path;

/** A server or application of the stack. */
public interface Part {

  /** The name for people and for the pid file. */
  String name();

  /** Where its output goes. */
  Path log();

  /**
   * Starts it and waits until it is ready. Interrupted or failed, it leaves no process behind.
   *
   * @throws dev.phoneproof.localstack.process.StartFailedException when it does not come up
   */
  RunningPart start();
}
