package dev.phoneproof.acceptance.faults;

import dev.phoneproof.acceptance.Phone;
import dev.phoneproof.acceptance.faults.Ledger.Row;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** People who use the cluster while something is broken, and the check of what became of them. */
final class Scenario {

  /** Every kind of person comes again and again, over HTTP and over Kafka. */
  static final List<Habit> EVERYBODY =
      List.of(
          Habit.TYPES,
          Habit.TYPES,
          Habit.MISTYPES,
          Habit.TYPES,
          Habit.ASKS_AGAIN,
          Habit.TYPES,
          Habit.FORGETS);

  /** No PIN's end has to be waited for. */
  static final List<Habit> THOSE_WHO_TYPE =
      List.of(Habit.TYPES, Habit.MISTYPES, Habit.TYPES, Habit.ASKS_AGAIN, Habit.TYPES);

  private static final Executor LIVES = Executors.newVirtualThreadPerTaskExecutor();

  private final Cluster cluster;
  private final String name;
  private final Way overHttp;
  private final Way overKafka;
  private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
  private final Queue<CompletableFuture<?>> lives = new ConcurrentLinkedQueue<>();
  private final AtomicInteger faults = new AtomicInteger();

  Scenario(Cluster cluster, String name) {
    this.cluster = cluster;
    this.name = name;
    this.overHttp = new OverHttp(cluster::person);
    this.overKafka = new OverKafka(cluster.upstream(), cluster.tape());
  }

  /**
   * Lets people come one after the other, without waiting for them.
   *
   * @return done when all have been accepted
   */
  CompletableFuture<Void> arrivals(int count, double perSecond) {
    return arrivals(count, perSecond, EVERYBODY);
  }

  CompletableFuture<Void> arrivals(int count, double perSecond, List<Habit> habits) {
    CompletableFuture<Void> all = new CompletableFuture<>();
    Queue<CompletableFuture<?>> accepted = new ConcurrentLinkedQueue<>();
    AtomicInteger next = new AtomicInteger();
    ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    Runnable arrive =
        () -> {
          int number = next.getAndIncrement();
          if (number < count) {
            Way way = number % 2 == 0 ? overKafka : overHttp;
            accepted.add(comes(way, habits.get(number % habits.size())));
          } else {
            pace.shutdown();
            complete(all, accepted);
          }
        };
    pace.scheduleAtFixedRate(arrive, 0, (long) (1e9 / perSecond), TimeUnit.NANOSECONDS);
    return all;
  }

  private static void complete(CompletableFuture<Void> all, Collection<CompletableFuture<?>> of) {
    CompletableFuture.allOf(of.toArray(CompletableFuture[]::new))
        .whenComplete((_, failure) -> {
          if (failure == null) {
            all.complete(null);
          } else {
            all.completeExceptionally(failure);
          }
        });
  }

  /** Somebody with a new phone asks. */
  private CompletableFuture<Asked> comes(Way way, Habit habit) {
    Phone phone = cluster.phone();
    CompletableFuture<Asked> accepted = supply(() -> note(way.asks(phone)));
    lives.add(accepted.thenAcceptAsync(one -> habit.live(one, way, cluster), LIVES));
    return accepted;
  }

  private static <T> CompletableFuture<T> supply(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, LIVES);
  }

  /** Somebody asks now, over Kafka, and does what they do. */
  Asked overKafka(Phone phone, Habit habit) {
    return one(overKafka, phone, habit);
  }

  /** Somebody asks now, over HTTP, and does what they do. */
  Asked overHttp(Phone phone, Habit habit) {
    return one(overHttp, phone, habit);
  }

  private Asked one(Way way, Phone phone, Habit habit) {
    int messagesBefore = cluster.inbox().at(phone.msisdn()).size();
    Asked accepted = note(way.asks(phone).afterMessages(messagesBefore));
    lives.add(CompletableFuture.runAsync(() -> habit.live(accepted, way, cluster), LIVES));
    return accepted;
  }

  /** Somebody who asked over Kafka does what they do. */
  void lives(Asked accepted, Habit habit) {
    lives(accepted, one -> habit.live(one, overKafka, cluster));
  }

  void lives(Asked accepted, Consumer<Asked> life) {
    lives.add(CompletableFuture.runAsync(() -> life.accept(accepted), LIVES));
  }

  /** To be used outside of a habit. */
  Way overHttp() {
    return overHttp;
  }

  /** Something was accepted outside of this class: it is checked with the others. */
  Asked note(Asked accepted) {
    asked.add(accepted);
    return accepted;
  }

  /**
   * Those who were told that nobody knows whether a message went out ask anew, all at once: nothing
   * of the past may be in their way.
   */
  Scenario askAnew() {
    Scenario anew = new Scenario(cluster, name + ", asked anew");
    Map<UUID, Row> rows = cluster.ledger().rows(asked.stream().map(Asked::id).toList());
    CompletableFuture.allOf(
            asked.stream()
                .filter(one -> rows.get(one.id()).is("FAILED", "send_outcome_unknown"))
                .map(one -> supply(() -> anew.overHttp(one.phone(), Habit.TYPES)))
                .toArray(CompletableFuture[]::new))
        .join();
    return anew;
  }

  /** For the figures. */
  void countFault() {
    faults.incrementAndGet();
  }

  /** Waits until all has ended and checks that the promises were kept. */
  Summary check() {
    return new LedgerCheck(cluster, name, List.copyOf(asked), List.copyOf(lives), faults.get())
        .run();
  }
}
