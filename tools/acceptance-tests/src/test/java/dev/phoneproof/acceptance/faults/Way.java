package dev.phoneproof.acceptance.faults;

import dev.phoneproof.acceptance.Phone;

/** How somebody reaches PhoneProof. Calls return when they are known to be accepted. */
interface Way {

  Asked asks(Phone phone);

  /** Types a PIN and waits for the verdict. */
  Told types(Asked asked, String pin);

  void asksAgain(Asked asked);

  /** What somebody is told who typed a PIN. */
  enum Told {
    VERIFIED,
    WRONG,
    /** Nothing was decided: the same PIN may be typed again. */
    TRY_AGAIN,
    OVER
  }
}
