package dev.phoneproof.worker.intake;

import dev.phoneproof.events.Topics;
import java.util.Map;

/** The consumer groups through which work comes in. */
public final class ConsumerGroups {

  /** Reads requests and resends. */
  public static final String REQUESTS = "otp-worker.requests";

  /** Reads typed PINs and cancels. */
  public static final String SUBMISSIONS = "otp-worker.submissions";

  /** Reads requests for erasures. */
  public static final String PRIVACY = "otp-worker.privacy";

  /** Which group reads which topic. */
  static final Map<String, String> BY_TOPIC =
      Map.of(Topics.REQUESTS, REQUESTS, Topics.SUBMISSIONS, SUBMISSIONS, Topics.PRIVACY, PRIVACY);

  private ConsumerGroups() {}
}
