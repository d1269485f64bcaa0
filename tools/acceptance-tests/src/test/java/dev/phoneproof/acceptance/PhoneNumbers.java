package dev.phoneproof.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Valid Croatian mobile numbers, each handed out once. */
public final class PhoneNumbers {

  private final AtomicInteger next =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(1_000_000, 8_000_000));
  private final List<String> used = new CopyOnWriteArrayList<>();

  public String newNumber() {
    String number = "+38591" + next.getAndIncrement();
    used.add(number);
    return number;
  }

  List<String> used() {
    return new ArrayList<>(used);
  }
}
