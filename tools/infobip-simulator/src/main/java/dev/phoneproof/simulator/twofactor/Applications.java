package dev.phoneproof.simulator.twofactor;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The set-up calls: applications, created and changed. */
public final class Applications {
  private static final int MOST_APPLICATIONS = 1_000;

  private final Map<String, Application> byId = new ConcurrentSkipListMap<>();
  private final Secrets secrets;
  private final int retained;
  private final Limits defaults;

  Applications(Secrets secrets, int retained, Limits defaults) {
    this.secrets = secrets;
    this.retained = retained;
    this.defaults = defaults;
  }

  /** Makes the application that is there from the start. */
  void ready(String id, String name) {
    byId.put(id, new Application(id, new Application.Settings(name, true, defaults), retained));
  }

  @Nullable Application find(String id) {
    return byId.get(id);
  }

  public Outcome<List<Wire.ApplicationResponse>> list() {
    return Outcome.done(byId.values().stream().map(Application::view).toList());
  }

  public Outcome<Wire.ApplicationResponse> get(String id) {
    Application application = find(id);
    return application == null ? missing() : Outcome.done(application.view());
  }

  /** What the request leaves out gets Infobip's documented default. */
  public Outcome<Wire.ApplicationResponse> create(Wire.ApplicationRequest request) {
    if (byId.size() >= MOST_APPLICATIONS) {
      return Outcome.badRequest("The simulator holds no more applications");
    }
    return settings(
        request,
        new Application.Settings("", true, Limits.INFOBIP_DEFAULTS),
        settings -> {
          Application made = new Application(secrets.id(), settings, retained);
          byId.put(made.id(), made);
          return made;
        });
  }

  /** What the request leaves out stays as it is. */
  public Outcome<Wire.ApplicationResponse> update(String id, Wire.ApplicationRequest request) {
    Application application = find(id);
    if (application == null) {
      return missing();
    }
    return settings(
        request,
        application.settings(),
        settings -> {
          application.update(settings);
          return application;
        });
  }

  private static Outcome<Wire.ApplicationResponse> settings(
      Wire.ApplicationRequest request,
      Application.Settings base,
      Function<Application.Settings, Application> apply) {
    if (request.name() == null || request.name().isBlank()) {
      return Outcome.badRequest("name is required");
    }
    try {
      Wire.Configuration configuration = request.configuration();
      Limits limits = configuration == null ? base.limits() : configuration.over(base.limits());
      boolean enabled = request.enabled() == null ? base.enabled() : request.enabled();
      return Outcome.done(
          apply.apply(new Application.Settings(request.name(), enabled, limits)).view());
    } catch (IllegalArgumentException e) {
      return Outcome.badRequest("configuration." + e.getMessage());
    }
  }

  void forget() {
    byId.values().forEach(Application::forget);
  }

  static <T> Outcome<T> missing() {
    return Outcome.notFound("Application not found");
  }
}
