package dev.phoneproof.simulator.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InboxTest {
  private final Inbox inbox = new Inbox(3);

  @Test
  void keepsOrderAndTheNewestOnly() {
    inbox.add(to("1"));
    inbox.add(to("2"));
    inbox.add(to("1"));
    inbox.add(to("1"));

    assertThat(inbox.messages(null, 0)).extracting(Message::seq).containsExactly(2L, 3L, 4L);
    assertThat(inbox.messages("1", 0)).extracting(Message::seq).containsExactly(3L, 4L);
    assertThat(inbox.messages("1", 3)).extracting(Message::seq).containsExactly(4L);
    assertThat(inbox.messages("3", 0)).isEmpty();
  }

  @Test
  void wakesWhoWaitsForANumber() throws Exception {
    CompletableFuture<Integer> waiting =
        CompletableFuture.supplyAsync(() -> {
          try {
            return inbox.await("2", 0, Duration.ofSeconds(20)).size();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    inbox.add(to("1"));
    inbox.add(to("2"));

    assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(1);
  }

  @Test
  void tellsAFollowerThatItWasEmptied() throws Exception {
    inbox.add(to("1"));
    int generation = inbox.generation();

    inbox.clear();
    Inbox.Update update = inbox.follow(1, generation, Duration.ofSeconds(20));

    assertThat(update.generation()).isNotEqualTo(generation);
    assertThat(update.messages()).isEmpty();
    inbox.add(to("1"));
    assertThat(inbox.messages(null, 1)).extracting(Message::seq).containsExactly(2L);
  }

  private static Message.Draft to(String number) {
    return new Message.Draft(
        Instant.EPOCH,
        number,
        "PhoneProof",
        Message.Channel.SMS,
        Message.Kind.SEND,
        "id",
        "123456",
        "text",
        "en");
  }
}
