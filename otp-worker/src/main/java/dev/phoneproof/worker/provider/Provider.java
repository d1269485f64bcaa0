package dev.phoneproof.worker.provider;

import dev.phoneproof.events.Channel;
import dev.phoneproof.worker.verification.Msisdn;

/**
 * Whoever sends messages and checks PINs. Each call is made at most once, blocks until its hard
 * time-out at the most, throws nothing that can be expected, and says honestly what is known
 * afterwards: the caller decides whether to repeat.
 */
public interface Provider {

  /** Makes a PIN and sends it. */
  SendResult send(Msisdn number, Channel channel);

  /** Sends the PIN of an earlier send once more. */
  SendResult resend(String pinId, Channel channel);

  /** Checks a typed PIN; a guess is used up when the provider got it. */
  CheckResult check(String pinId, String pin);

  /** When messages to a number went out. Reveals no {@code pinId} and decides no verdict. */
  LookUpResult lookUp(Msisdn number);
}
