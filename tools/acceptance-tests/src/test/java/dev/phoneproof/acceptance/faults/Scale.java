package dev.phoneproof.acceptance.faults;

/** How much is done: a little in every build, all of it under the profile {@code faults}. */
final class Scale {

  private static final boolean FULL = Boolean.getBoolean("phoneproof.faults.full");

  private Scale() {}

  static boolean isFull() {
    return FULL;
  }

  static int of(int small, int full) {
    return FULL ? full : small;
  }
}
