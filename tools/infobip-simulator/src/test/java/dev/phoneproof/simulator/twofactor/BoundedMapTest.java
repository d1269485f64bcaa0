package dev.phoneproof.simulator.twofactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class BoundedMapTest {

  @Test
  void dropsTheOldest() {
    BoundedMap<Integer, String> map = new BoundedMap<>(2);
    map.getOrCreate(1, _ -> "a");
    map.getOrCreate(2, _ -> "b");
    map.getOrCreate(1, _ -> "not made");
    map.getOrCreate(3, _ -> "c");

    assertThat(map.get(1)).isNull();
    assertThat(map.get(2)).isEqualTo("b");
    assertThat(map.get(3)).isEqualTo("c");
    map.clear();
    assertThat(map.size()).isZero();
  }

  @Test
  void keepsItsBoundWhenManyAddAtOnce() {
    BoundedMap<Integer, Integer> map = new BoundedMap<>(100);
    try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 5_000; i++) {
        int key = i % 2_500;
        tasks.submit(() -> map.getOrCreate(key, k -> k));
      }
    }

    assertThat(map.size()).isEqualTo(100);
    assertThat(map.values()).hasSize(100);
  }
}
