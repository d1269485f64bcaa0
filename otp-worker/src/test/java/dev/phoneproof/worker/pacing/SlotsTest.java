package dev.phoneproof.worker.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotsTest {

  @Test
  void givesAsManyAsAreFree() {
    Slots slots = new Slots(3);
    assertThat(slots.take(2)).isEqualTo(2);
    assertThat(slots.take(2)).isEqualTo(1);
    assertThat(slots.take(2)).isZero();
    slots.release(2);
    assertThat(slots.free()).isEqualTo(2);
    assertThat(slots.take(5)).isEqualTo(2);
  }
}
