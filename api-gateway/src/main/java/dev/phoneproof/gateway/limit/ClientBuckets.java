package dev.phoneproof.gateway.limit;

import dev.phoneproof.gateway.access.Caller;
import dev.phoneproof.gateway.access.Client;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/**
 * Two buckets for each client, one of its backend and one of its pages: there are as many as the
 * setting names. Anybody can write the origin of a page, so pages must not use up what is the
 * backend's.
 */
final class ClientBuckets {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ToIntFunction<Client.Limits> perMinute;
  private final TimeMeter time;
  private final Map<Sort, Bucket> bySort = new ConcurrentHashMap<>();

  ClientBuckets(ToIntFunction<Client.Limits> perMinute, TimeMeter time) {
    this.perMinute = perMinute;
    this.time = time;
  }

  Limit of(Caller caller) {
    Sort sort = new Sort(caller.clientId(), caller.browser());
    return Limit.of(bySort.computeIfAbsent(sort, first -> full(caller.client())));
  }

  private Bucket full(Client client) {
    return new Rate(perMinute.applyAsInt(client.limits()), MINUTE).fullBucket(time);
  }

  private record Sort(String clientId, boolean pages) {}
}
