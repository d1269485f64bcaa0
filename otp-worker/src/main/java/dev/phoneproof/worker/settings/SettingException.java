package dev.phoneproof.worker.settings;

/**
 * A setting that keeps the worker from starting. Its message is one line and has no value in it.
 */
final class SettingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SettingException(String message) {
    super(message);
  }
}
