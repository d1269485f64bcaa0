package dev.phoneproof.gateway.limit;

import dev.phoneproof.gateway.access.Caller;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one sort of call.
 *
 * @param addresses by network
 * @param sessions by session id
 * @param clients by client, its backend and its pages apart
 * @param gateway in all
 */
record CallLimits(
    BucketTable addresses, BucketTable sessions, ClientBuckets clients, Limit gateway) {

  /**
   * Takes one of each limit that applies, or none of any.
   *
   * @param network of the person, under the name by which it is counted; null when it is not known
   */
  Charge take(Caller caller, @Nullable String network) {
    List<Limit> limits = new ArrayList<>();
    if (network != null) {
      limits.add(addresses.of(network));
    }
    String session = caller.sessionId();
    if (session != null) {
      limits.add(sessions.of(session));
    }
    limits.add(clients.of(caller));
    limits.add(gateway);
    return Limit.takeOfEach(limits);
  }
}
