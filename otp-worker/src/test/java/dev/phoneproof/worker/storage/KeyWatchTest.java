package dev.phoneproof.worker.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyWatchTest {

  @Test
  void hasNothingToSayWhileAllIsWell() {
    assertThat(KeyWatch.reminders(new KeyUse.Report(7, 31, 500, List.of(), List.of()))).isEmpty();
  }

  @Test
  void remindsOfEachThingThatIsDue() {
    assertThat(KeyWatch.reminders(new KeyUse.Report(7, 32, 0, List.of(5L, 6L), List.of(9L))))
        .containsExactly(
            "The primary storage key is 32 days old: change it",
            "Storage keys unused for 35 days, to be destroyed: [5, 6]",
            "Numbers are sealed by storage keys that are not here, and cannot be sent to: [9]");
  }
}
