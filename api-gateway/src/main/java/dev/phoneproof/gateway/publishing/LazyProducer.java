package dev.phoneproof.gateway.publishing;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * The producer, made when it is first needed: it cannot be made while no Kafka host has an address,
 * and the gateway starts before Kafka all the same.
 */
final class LazyProducer implements AutoCloseable {

  private final Supplier<Producer<String, byte[]>> maker;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Producer<String, byte[]> producer;

  LazyProducer(Supplier<Producer<String, byte[]>> maker) {
    this.maker = maker;
  }

  Producer<String, byte[]> get() {
    Producer<String, byte[]> ready = producer;
    return ready == null ? create() : ready;
  }

  private Producer<String, byte[]> create() {
    lock.lock();
    try {
      Producer<String, byte[]> ready = producer;
      if (ready == null) {
        ready = maker.get();
        producer = ready;
      }
      return ready;
    } finally {
      lock.unlock();
    }
  }

  /** Gives up a producer that will never work again: the next call makes a new one. */
  void discard(Producer<String, byte[]> broken) {
    lock.lock();
    try {
      if (producer == broken) {
        producer = null;
      }
    } finally {
      lock.unlock();
    }
    broken.close(Duration.ZERO);
  }

  @Override
  public void close() {
    Producer<String, byte[]> ready = producer;
    if (ready != null) {
      ready.close(Duration.ofSeconds(3));
    }
  }
}
