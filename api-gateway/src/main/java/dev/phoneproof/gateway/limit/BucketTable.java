package dev.phoneproof.gateway.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One limit for each of any number of callers, in memory that does not grow.
 *
 * <p>A cache would have to forget somebody when it is full, and whoever has many addresses could
 * fill it until it forgets those that are limited. Here nobody is forgotten: a keyed hash gives
 * each caller one cell in each of two rows, a call takes from both, and it is refused only when
 * both are empty. So a flood from many addresses empties cells, it never fills any. Somebody who
 * has done nothing is refused only when strangers have emptied both of their cells; with a tenth of
 * all cells empty, which takes a tenth as many addresses at their limit, that is one in a hundred.
 */
final class BucketTable {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final Rate rate;
  private final TimeMeter time;
  private final SecretKeySpec key;
  private final AtomicReferenceArray<Bucket> first;
  private final AtomicReferenceArray<Bucket> second;

  BucketTable(Rate rate, int cells, SecureRandom random, TimeMeter time) {
    this.rate = rate;
    this.time = time;
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    // Unknown outside this process, so that nobody can find callers who share a victim's cells.
    this.key = new SecretKeySpec(bytes, ALGORITHM);
    this.first = new AtomicReferenceArray<>(cells);
    this.second = new AtomicReferenceArray<>(cells);
  }

  /** The limit of a caller, however the caller is named. */
  Limit of(String caller) {
    ByteBuffer hash = ByteBuffer.wrap(hash(caller.getBytes(StandardCharsets.UTF_8)));
    return both(cell(first, hash.getInt()), cell(second, hash.getInt()));
  }

  /** Buckets that are in memory: those of cells that somebody has used. */
  int size() {
    return (int) Stream.of(first, second).flatMapToInt(BucketTable::used).count();
  }

  private static IntStream used(AtomicReferenceArray<Bucket> row) {
    return IntStream.range(0, row.length()).filter(index -> row.get(index) != null);
  }

  private Limit both(Limit one, Limit other) {
    return new Limit() {
      @Override
      public Duration untilNext() {
        Duration wait = one.untilNext();
        Duration otherWait = other.untilNext();
        return wait.compareTo(otherWait) < 0 ? wait : otherWait;
      }

      @Override
      public List<Bucket> take() {
        // From both, whatever the first says.
        return Stream.of(one.take(), other.take()).flatMap(List::stream).toList();
      }
    };
  }

  private Limit cell(AtomicReferenceArray<Bucket> row, int hash) {
    int index = Math.floorMod(hash, row.length());
    return Limit.of(
        row.updateAndGet(index, bucket -> bucket == null ? rate.fullBucket(time) : bucket));
  }

  private byte[] hash(byte[] caller) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(caller);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
