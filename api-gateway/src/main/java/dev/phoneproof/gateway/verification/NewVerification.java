package dev.phoneproof.gateway.verification;

import dev.phoneproof.events.CallerData;
import dev.phoneproof.events.Channel;
import dev.phoneproof.events.PhoneNumber;

/**
 * A request that has been found good.
 *
 * @param phoneNumber in E.164
 * @param channel how the PIN goes
 * @param locale language of the message, BCP 47
 * @param purpose what the verification is for
 * @param callerData attached by an API client
 */
record NewVerification(
    PhoneNumber phoneNumber,
    Channel channel,
    String locale,
    String purpose,
    CallerData callerData) {}
