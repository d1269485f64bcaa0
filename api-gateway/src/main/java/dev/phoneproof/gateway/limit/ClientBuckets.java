package dev.phoneproof.gateway.limit;

import dev.phoneproof.gateway.access.Client;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/** One bucket for each client: there are as many as the setting names. */
final class ClientBuckets {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ToIntFunction<Client.Limits> perMinute;
  private final TimeMeter time;
  private final Map<String, Bucket> byId = new ConcurrentHashMap<>();

  ClientBuckets(ToIntFunction<Client.Limits> perMinute, TimeMeter time) {
    this.perMinute = perMinute;
    this.time = time;
  }

  Limit of(Client client) {
    return Limit.of(byId.computeIfAbsent(client.id(), id -> full(client)));
  }

  private Bucket full(Client client) {
    return new Rate(perMinute.applyAsInt(client.limits()), MINUTE).fullBucket(time);
  }
}
