package dev.phoneproof.worker.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.ReplyKey;
import dev.phoneproof.worker.storage.Keysets;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplyKeysTest {

  private final UUID row = UUID.randomUUID();
  private final ReplyKeys replyKeys = new ReplyKeys(Keysets.vault(7));
  private final List<ReplyKey> keys =
      IntStream.range(0, 6).mapToObj(i -> ReplyKey.random(new SecureRandom())).toList();

  @Test
  void keepsTheKeysOfAllWhoAskEachOnce() {
    byte[] sealed = replyKeys.seal(row, keys.subList(0, 1));
    byte[] more = replyKeys.sealWith(row, sealed, List.of(keys.get(1), keys.get(0)));
    assertThat(replyKeys.open(row, more)).containsExactly(keys.get(0), keys.get(1));
  }

  @Test
  void keepsTheNewestFour() {
    byte[] sealed = replyKeys.seal(row, keys.subList(0, 4));
    byte[] more = replyKeys.sealWith(row, sealed, keys.subList(4, 6));
    assertThat(replyKeys.open(row, more)).containsExactlyElementsOf(keys.subList(2, 6));
  }

  @Test
  void keepsNothingWhereNobodyAsks() {
    assertThat(replyKeys.seal(row, List.of())).isNull();
    assertThat(replyKeys.sealWith(row, null, List.of())).isNull();
    assertThat(replyKeys.open(row, null)).isEmpty();
  }

  @Test
  void givesNothingBackForAnotherRow() {
    byte[] sealed = replyKeys.seal(row, keys);
    assertThat(replyKeys.open(UUID.randomUUID(), sealed)).isEmpty();
  }
}
