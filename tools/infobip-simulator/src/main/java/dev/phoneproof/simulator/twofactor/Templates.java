package dev.phoneproof.simulator.twofactor;

import java.util.List;

/** The set-up calls for message templates. */
public final class Templates {
  private static final int DEFAULT_LENGTH = 4;
  private static final int LONGEST_PIN = 32;

  private final Applications applications;
  private final Secrets secrets;

  Templates(Applications applications, Secrets secrets) {
    this.applications = applications;
    this.secrets = secrets;
  }

  public Outcome<List<Template>> list(String applicationId) {
    Application application = applications.find(applicationId);
    return application == null ? Applications.missing() : Outcome.done(application.templates());
  }

  public Outcome<Template> get(String applicationId, String messageId) {
    Application application = applications.find(applicationId);
    Template template = application == null ? null : application.template(messageId);
    return template == null
        ? Outcome.notFound("Message template not found")
        : Outcome.done(template);
  }

  public Outcome<Template> create(String applicationId, Wire.TemplateRequest request) {
    return put(applicationId, secrets.id(), request);
  }

  /** Makes the template with an id of the caller's choice, for the one that is there from start. */
  Outcome<Template> put(String applicationId, String messageId, Wire.TemplateRequest request) {
    Application application = applications.find(applicationId);
    if (application == null) {
      return Applications.missing();
    }
    Template blank =
        new Template(
            messageId,
            applicationId,
            TemplateText.PIN,
            "",
            DEFAULT_LENGTH,
            PinType.NUMERIC,
            "en",
            null,
            null,
            null,
            null,
            null);
    return store(application, merged(blank, request));
  }

  /** What the request leaves out stays as it is. */
  public Outcome<Template> update(
      String applicationId, String messageId, Wire.TemplateRequest request) {
    Application application = applications.find(applicationId);
    Template present = application == null ? null : application.template(messageId);
    if (application == null || present == null) {
      return Outcome.notFound("Message template not found");
    }
    return store(application, merged(present, request));
  }

  private static Outcome<Template> store(Application application, Template template) {
    if (!template.messageText().contains(TemplateText.PIN)) {
      return Outcome.badRequest("messageText must contain {{pin}}");
    }
    if (template.pinLength() < 1 || template.pinLength() > LONGEST_PIN) {
      return Outcome.badRequest("pinLength must be 1 to " + LONGEST_PIN);
    }
    Double rate = template.speechRate();
    if (rate != null && !(rate >= 0.5 && rate <= 2)) {
      return Outcome.badRequest("speechRate must be 0.5 to 2");
    }
    return application.put(template)
        ? Outcome.done(template)
        : Outcome.badRequest("The simulator holds no more templates");
  }

  private static Template merged(Template base, Wire.TemplateRequest request) {
    return new Template(
        base.messageId(),
        base.applicationId(),
        base.pinPlaceholder(),
        request.messageText() == null ? base.messageText() : request.messageText(),
        request.pinLength() == null ? base.pinLength() : request.pinLength(),
        request.pinType() == null ? base.pinType() : request.pinType(),
        request.language() == null ? base.language() : request.language(),
        request.voiceName() == null ? base.voiceName() : request.voiceName(),
        request.senderId() == null ? base.senderId() : request.senderId(),
        request.repeatDTMF() == null ? base.repeatDTMF() : request.repeatDTMF(),
        request.speechRate() == null ? base.speechRate() : request.speechRate(),
        request.regional() == null ? base.regional() : request.regional());
  }
}
