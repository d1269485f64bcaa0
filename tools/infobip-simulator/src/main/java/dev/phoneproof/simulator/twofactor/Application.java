package dev.phoneproof.simulator.twofactor;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** One 2FA application: its limits, its templates and the people it wrote to. */
final class Application {
  private static final int MOST_TEMPLATES = 1_000;

  private final String id;
  private final RollingLimit sends = new RollingLimit();
  private final BoundedMap<String, Subscriber> subscribers;
  private final Map<String, Template> templates = new ConcurrentSkipListMap<>();
  private volatile Settings settings;

  /** What an update changes, in one piece. */
  record Settings(String name, boolean enabled, Limits limits) {}

  Application(String id, Settings settings, int retained) {
    this.id = id;
    this.settings = settings;
    this.subscribers = new BoundedMap<>(retained);
  }

  String id() {
    return id;
  }

  Settings settings() {
    return settings;
  }

  void update(Settings changed) {
    settings = changed;
  }

  Limits limits() {
    return settings.limits();
  }

  RollingLimit sends() {
    return sends;
  }

  Subscriber subscriber(String number) {
    return subscribers.getOrCreate(number, _ -> new Subscriber());
  }

  @Nullable Subscriber knownSubscriber(String number) {
    return subscribers.get(number);
  }

  @Nullable Template template(String messageId) {
    return templates.get(messageId);
  }

  List<Template> templates() {
    return List.copyOf(templates.values());
  }

  /** False when there is no room for another one. */
  boolean put(Template template) {
    if (templates.size() >= MOST_TEMPLATES && !templates.containsKey(template.messageId())) {
      return false;
    }
    templates.put(template.messageId(), template);
    return true;
  }

  /** Forgets whom it wrote to and how often; settings and templates stay. */
  void forget() {
    subscribers.clear();
    sends.clear();
  }

  Wire.ApplicationResponse view() {
    Settings current = settings;
    return new Wire.ApplicationResponse(
        id, current.name(), Wire.Configuration.of(current.limits()), current.enabled());
  }
}
