package dev.phoneproof.gateway.verification;

import dev.phoneproof.events.CallerData;
import dev.phoneproof.events.Channel;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.gateway.access.Token;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that has been found good.
 *
 * @param phoneNumber in E.164
 * @param channel how the PIN goes
 * @param locale language of the message, BCP 47
 * @param purpose what the verification is for
 * @param callerData attached by an API client
 * @param endUserAddress of the person, as an API client states it, an IP literal; null when it does
 *     not. Not a part of what a repeat must repeat: a person may change networks meanwhile
 * @param knownDevice whether an API client knows the device as one of the number's owner; null when
 *     it does not say. Not a part of what a repeat must repeat either
 */
record NewVerification(
    PhoneNumber phoneNumber,
    Channel channel,
    String locale,
    String purpose,
    CallerData callerData,
    @Nullable String endUserAddress,
    @Nullable Boolean knownDevice) {

  /** Whether a token is for the same: this number and purpose. */
  boolean isFor(Token token) {
    return phoneNumber.plain().equals(Optional.ofNullable(token.request().phoneNumber()))
        && purpose.equals(token.request().purpose());
  }

  /** Without number and address. */
  @Override
  public String toString() {
    return "NewVerification[" + channel + ", " + purpose + "]";
  }
}
