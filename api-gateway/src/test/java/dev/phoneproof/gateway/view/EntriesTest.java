package dev.phoneproof.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.Status;
import dev.phoneproof.gateway.view.Entries.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EntriesTest {

  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  private final Entries entries = new Entries(3);

  @Test
  void ignoresRevisionsThatAreNotHigher() {
    UUID id = UUID.randomUUID();
    assertThat(entries.keep(live(id, 2), START)).isEqualTo(Kept.NEW);
    assertThat(entries.keep(ended(id, 1, START), START)).isEqualTo(Kept.OLD);
    assertThat(entries.keep(ended(id, 2, START), START)).isEqualTo(Kept.OLD);
    assertThat(entries.find(id).orElseThrow().state().status()).isEqualTo(Status.SENT);
  }

  /** A verdict on a PIN can come before its request is read: the state beside it knows no times. */
  @Test
  void keepsNoStateOfWhatTheWorkerHasNotRead() {
    UUID id = UUID.randomUUID();
    Seen unread = new Seen("shop", Outcomes.ended(id, Status.REQUESTED, null, 0).state(), START);
    assertThat(entries.keep(unread, START)).isEqualTo(Kept.OLD);
    assertThat(entries.find(id)).isEmpty();
  }

  @Test
  void neverEvictsALiveOne() {
    for (int i = 0; i < 3; i++) {
      assertThat(entries.keep(live(UUID.randomUUID(), 1), START)).isEqualTo(Kept.NEW);
    }
    assertThat(entries.hasRoom(START)).isFalse();
    assertThat(entries.keep(live(UUID.randomUUID(), 1), START)).isEqualTo(Kept.NO_ROOM);
    assertThat(entries.size()).isEqualTo(3);
  }

  @Test
  void evictsTheOneThatEndedFirstAfterFiveMinutes() {
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    entries.keep(ended(first, 3, START), START);
    entries.keep(ended(second, 3, START.plusSeconds(1)), START.plusSeconds(1));
    entries.keep(live(UUID.randomUUID(), 1), START);

    Instant tooEarly = START.plus(Duration.ofMinutes(5)).minusMillis(1);
    assertThat(entries.hasRoom(tooEarly)).isFalse();
    assertThat(entries.keep(live(UUID.randomUUID(), 1), tooEarly)).isEqualTo(Kept.NO_ROOM);

    Instant later = START.plus(Duration.ofMinutes(5));
    assertThat(entries.hasRoom(later)).isTrue();
    assertThat(entries.keep(live(UUID.randomUUID(), 1), later)).isEqualTo(Kept.NEW);
    assertThat(entries.find(first)).isEmpty();
    assertThat(entries.find(second)).isPresent();
  }

  @Test
  void forgetsWhatEnded17MinutesAgo() {
    UUID id = UUID.randomUUID();
    entries.keep(ended(id, 3, START), START);
    entries.sweep(START.plus(Duration.ofMinutes(17)).minusMillis(1));
    assertThat(entries.find(id)).isPresent();
    entries.sweep(START.plus(Duration.ofMinutes(17)));
    assertThat(entries.find(id)).isEmpty();
    assertThat(entries.size()).isZero();
  }

  @Test
  void countsWhatFellSilentAsOver() {
    UUID silent = UUID.randomUUID();
    for (UUID id : new UUID[] {silent, UUID.randomUUID(), UUID.randomUUID()}) {
      entries.keep(live(id, 1), START);
    }
    Instant fellSilent = START.plus(Duration.ofMinutes(6));
    entries.sweep(fellSilent);
    assertThat(entries.size()).isEqualTo(3);
    Instant later = fellSilent.plus(Duration.ofMinutes(5));
    assertThat(entries.hasRoom(later)).isTrue();
    entries.sweep(fellSilent.plus(Duration.ofMinutes(17)));
    assertThat(entries.size()).isZero();
  }

  @Test
  void doesNotEvictTheSilentOneThatCameBackToLife() {
    UUID id = UUID.randomUUID();
    entries.keep(live(id, 1), START);
    Instant fellSilent = START.plus(Duration.ofMinutes(6));
    entries.sweep(fellSilent);
    entries.keep(Seens.sent(id, 2, fellSilent, fellSilent.plusSeconds(300)), fellSilent);
    entries.keep(ended(UUID.randomUUID(), 1, fellSilent), fellSilent);
    entries.keep(ended(UUID.randomUUID(), 1, fellSilent), fellSilent);
    Instant later = fellSilent.plus(Duration.ofMinutes(5));
    entries.keep(live(UUID.randomUUID(), 1), later);
    assertThat(entries.find(id)).isPresent();
  }

  @Test
  void leavesATenthToThoseAlreadyAccepted() {
    Entries larger = new Entries(20);
    for (int i = 0; i < 18; i++) {
      assertThat(larger.hasRoom(START)).isTrue();
      larger.keep(live(UUID.randomUUID(), 1), START);
    }
    assertThat(larger.hasRoom(START)).isFalse();
    assertThat(larger.keep(live(UUID.randomUUID(), 1), START)).isEqualTo(Kept.NEW);
  }

  private static Seen live(UUID id, int revision) {
    return Seens.sent(id, revision, START, START.plus(Duration.ofMinutes(5)));
  }

  private static Seen ended(UUID id, int revision, Instant at) {
    return new Seen("shop", Outcomes.ended(id, Status.VERIFIED, null, revision).state(), at);
  }
}
