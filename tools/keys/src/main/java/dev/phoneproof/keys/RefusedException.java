package dev.phoneproof.keys;

/** Something that is not done, and why: one line for people. It holds no key. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RefusedException(String why) {
    super(why);
  }
}
