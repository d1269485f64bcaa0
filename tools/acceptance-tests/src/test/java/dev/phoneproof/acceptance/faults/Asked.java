package dev.phoneproof.acceptance.faults;

import dev.phoneproof.acceptance.Phone;
import dev.phoneproof.acceptance.Verification;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A verification that was accepted, and what was asked for it since. */
final class Asked {

  private final UUID id;
  private final Phone phone;
  private final @Nullable Verification overHttp;
  private final int messagesBefore;
  private final AtomicInteger resends = new AtomicInteger();
  private final AtomicInteger submissions = new AtomicInteger();
  private final Set<String> typed = ConcurrentHashMap.newKeySet();
  private volatile boolean toldVerified;
  private volatile boolean toldOver;

  private Asked(UUID id, Phone phone, @Nullable Verification overHttp, int messagesBefore) {
    this.id = id;
    this.phone = phone;
    this.overHttp = overHttp;
    this.messagesBefore = messagesBefore;
  }

  static Asked overKafka(UUID id, Phone phone) {
    return new Asked(id, phone, null, 0);
  }

  static Asked overHttp(Verification verification, Phone phone) {
    return new Asked(UUID.fromString(verification.id()), phone, verification, 0);
  }

  /** The phone had messages before this was asked for. */
  Asked afterMessages(int count) {
    return new Asked(id, phone, overHttp, count);
  }

  UUID id() {
    return id;
  }

  Phone phone() {
    return phone;
  }

  /** How many messages the phone had when this was asked for. */
  int messagesBefore() {
    return messagesBefore;
  }

  /** As the client sees it; null when it was asked for over Kafka. */
  @Nullable Verification overHttp() {
    return overHttp;
  }

  /** A second message is allowed from now on. */
  void resendIsAskedFor() {
    resends.incrementAndGet();
  }

  int resends() {
    return resends.get();
  }

  void types(String pin) {
    typed.add(pin);
  }

  boolean hasTyped(String pin) {
    return typed.contains(pin);
  }

  /** A typed PIN was taken over: it has to have a verdict. */
  void submissionIsAccepted() {
    submissions.incrementAndGet();
  }

  int submissions() {
    return submissions.get();
  }

  void isToldVerified() {
    toldVerified = true;
  }

  boolean wasToldVerified() {
    return toldVerified;
  }

  /** Whoever typed was told that no PIN is of use any more. */
  void isToldOver() {
    toldOver = true;
  }

  boolean wasToldOver() {
    return toldOver;
  }
}
