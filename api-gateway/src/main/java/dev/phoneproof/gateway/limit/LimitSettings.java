package dev.phoneproof.gateway.limit;

import dev.phoneproof.gateway.settings.RefusedSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one gateway takes. What a client may is with the client. {@code …Messages} counts what
 * asks for a message, new verifications and resends; {@code …Calls} counts every call.
 *
 * <p>No standard names figures for addresses and sessions; these are our choice. Behind one IPv4
 * address can be a household, an office or a district of a mobile network, so an address gets more
 * than one person would ever need. What protects a single number is in the worker.
 *
 * @param addressMessages of one IPv4 address, or of one IPv6 network of 64 bits
 * @param addressCalls of one such address
 * @param sessionMessages of one browser on a page of ours
 * @param sessionCalls of one such browser
 * @param gatewayMessages in all; the default is what one gateway is made for
 * @param gatewayCalls in all
 * @param cells size of the tables that remember addresses and sessions, fixed so that no flood
 *     makes them grow or forget: see {@link BucketTable}
 */
@ConfigurationProperties("phoneproof.limits")
public record LimitSettings(
    @DefaultValue("60/1h") Rate addressMessages,
    @DefaultValue("600/1m") Rate addressCalls,
    @DefaultValue("10/1h") Rate sessionMessages,
    @DefaultValue("120/1m") Rate sessionCalls,
    @DefaultValue("2000/1s") Rate gatewayMessages,
    @DefaultValue("10000/1s") Rate gatewayCalls,
    @DefaultValue("16384") int cells) {

  private static final String PREFIX = "PHONEPROOF_LIMITS_";
  private static final int MAX_COUNT = 1_000_000;
  private static final Duration MAX_PER = Duration.ofDays(1);
  private static final int MIN_CELLS = 1_024;
  private static final int MAX_CELLS = 1_048_576;

  /** Refuses what would let nobody in, or would be no limit. */
  public LimitSettings {
    check("ADDRESS_MESSAGES", addressMessages);
    check("ADDRESS_CALLS", addressCalls);
    check("SESSION_MESSAGES", sessionMessages);
    check("SESSION_CALLS", sessionCalls);
    check("GATEWAY_MESSAGES", gatewayMessages);
    check("GATEWAY_CALLS", gatewayCalls);
    if (cells < MIN_CELLS || cells > MAX_CELLS) {
      throw new RefusedSettingException(
          PREFIX + "CELLS", "must be between " + MIN_CELLS + " and " + MAX_CELLS);
    }
  }

  private static void check(String setting, Rate rate) {
    if (rate.count() < 1
        || rate.count() > MAX_COUNT
        || !rate.per().isPositive()
        || rate.per().compareTo(MAX_PER) > 0) {
      throw new RefusedSettingException(
          PREFIX + setting, "must be between 1/1d and " + MAX_COUNT + "/1s");
    }
  }
}
