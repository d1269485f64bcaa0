package dev.phoneproof.gateway;

import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.Event;
import dev.phoneproof.gateway.publishing.EventPublisher;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Stands in for Kafka: remembers what was published, or pretends to be away. */
public final class PublishedEvents implements EventPublisher {

  private final List<CloudEvent<?>> events = new CopyOnWriteArrayList<>();
  private volatile boolean away;
  private volatile Consumer<Event> worker = event -> {};

  @Override
  public Publication publish(CloudEvent<?> event) {
    if (away) {
      return Publication.NOT_KNOWN;
    }
    events.add(event);
    worker.accept(event.data());
    return Publication.ACCEPTED;
  }

  public void goAway() {
    away = true;
  }

  public void comeBack() {
    away = false;
  }

  /** What the worker does with an event, before the publisher even knows that it is safe. */
  public void answerWith(Consumer<Event> answer) {
    worker = answer;
  }

  public List<CloudEvent<?>> all() {
    return events;
  }

  public <E extends Event> E only(Class<E> type) {
    List<E> found =
        events.stream().map(CloudEvent::data).filter(type::isInstance).map(type::cast).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " events of " + type);
    }
    return found.getFirst();
  }

  void clear() {
    events.clear();
    away = false;
    worker = event -> {};
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Wiring {

    @Bean
    @Primary
    PublishedEvents publishedEvents() {
      return new PublishedEvents();
    }

    @Bean
    @Primary
    MovableClock movableClock() {
      return new MovableClock(HttpTest.NOON);
    }
  }
}
