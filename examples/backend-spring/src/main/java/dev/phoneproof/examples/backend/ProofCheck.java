package dev.phoneproof.examples.backend;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.stereotype.Component;

/** Whether a proof is the one that a login waits for. */
@Component
class ProofCheck {

  private final JwtDecoder decoder;
  private final UsedProofs used;

  ProofCheck(JwtDecoder decoder, UsedProofs used) {
    this.decoder = decoder;
    this.used = used;
  }

  /**
   * A refused proof is an ordinary thing: it says why, for the log, and the person tries again.
   *
   * @param proof as the browser brought it; null when it brought none
   * @throws org.springframework.security.oauth2.jwt.JwtException when the keys cannot be had, which
   *     says nothing about the proof
   */
  Result check(@Nullable String proof, Login login) {
    if (proof == null) {
      return Result.refused("no proof");
    }
    Jwt jwt;
    try {
      jwt = decoder.decode(proof);
    } catch (BadJwtException e) {
      return Result.refused("no proof of ours");
    }
    String wrong = wrongClaim(jwt, login);
    if (wrong != null) {
      return Result.refused(wrong);
    }
    // Last, so that only a good proof uses its id up.
    return used.isFirstUse(jwt) ? Result.ACCEPTED : Result.refused("jti");
  }

  private static @Nullable String wrongClaim(Jwt jwt, Login login) {
    if (!login.verificationId().equals(jwt.getSubject())) {
      return "sub";
    }
    if (!Login.PURPOSE.equals(jwt.getClaimAsString("purpose"))) {
      return "purpose";
    }
    if (!login.nonce().equals(jwt.getClaimAsString("nonce"))) {
      return "nonce";
    }
    return Objects.equals(login.phoneNumber(), jwt.getClaimAsString("phone_number"))
        ? null
        : "phone_number";
  }

  /**
   * What came of it.
   *
   * @param failed the check that failed; null when all passed
   */
  record Result(@Nullable String failed) {

    static final Result ACCEPTED = new Result(null);

    static Result refused(String check) {
      return new Result(check);
    }

    boolean isAccepted() {
      return failed == null;
    }
  }
}
