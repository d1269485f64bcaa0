package dev.phoneproof.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketTableTest {

  private static final int CELLS = 1_024;

  private final ManualTime time = new ManualTime();
  private final BucketTable table = table(10, CELLS);

  @Test
  void countsEachCallerAlone() {
    use(1, 10);
    assertThat(take(1)).isFalse();
    assertThat(take(2)).isTrue();
  }

  @Test
  void saysWhenToComeBack() {
    use(1, 10);
    assertThat(limit(1).untilNext()).isEqualTo(Duration.ofMinutes(6));
    time.move(Duration.ofMinutes(6));
    assertThat(limit(1).untilNext()).isZero();
    assertThat(take(1)).isTrue();
    assertThat(take(1)).isFalse();
  }

  /** Twelve times as many as there are cells: a cache of that size would have forgotten. */
  @Test
  void forgetsNobodyInAFloodOfOthers() {
    use(1, 10);
    IntStream.range(1_000, 1_000 + 12 * CELLS).forEach(this::take);
    assertThat(take(1)).isFalse();
  }

  @Test
  void doesNotGrowInAFlood() {
    IntStream.range(0, 12 * CELLS).forEach(this::take);
    assertThat(table.size()).isBetween(CELLS, 2 * CELLS);
  }

  /** One in 280 is to be expected. */
  @Test
  void refusesFewOthersForAThousandAtTheirLimit() {
    BucketTable usual = table(10, 16_384);
    IntStream.range(0, 10_000).forEach(i -> usual.of(name(i / 10)).take());
    int[] refused = refused(usual, IntStream.range(1_000, 11_000));
    assertThat(refused).hasSizeLessThan(100);
  }

  @Test
  void hidesWhoSharesACell() {
    assertThat(refused(table(1, CELLS), IntStream.range(0, CELLS)))
        .isNotEqualTo(refused(table(1, CELLS), IntStream.range(0, CELLS)));
  }

  private BucketTable table(int count, int cells) {
    return new BucketTable(new Rate(count, Duration.ofHours(1)), cells, new SecureRandom(), time);
  }

  private static int[] refused(BucketTable table, IntStream callers) {
    return callers.filter(caller -> table.of(name(caller)).take().isEmpty()).toArray();
  }

  private void use(int caller, int times) {
    IntStream.range(0, times).forEach(i -> take(caller));
  }

  private boolean take(int caller) {
    return !limit(caller).take().isEmpty();
  }

  private Limit limit(int caller) {
    return table.of(name(caller));
  }

  private static String name(int caller) {
    return Integer.toString(caller);
  }
}
