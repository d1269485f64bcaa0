package dev.phoneproof.acceptance.faults;

import static org.awaitility.Awaitility.await;

import dev.phoneproof.acceptance.Phone;
import dev.phoneproof.acceptance.Tape;
import dev.phoneproof.acceptance.Upstream;
import dev.phoneproof.events.Answer;
import dev.phoneproof.events.Channel;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpResendRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.Verdict;
import dev.phoneproof.events.VerificationChanged;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** A service that publishes events: accepted is what the broker has acknowledged. */
final class OverKafka implements Way {

  private static final Duration PATIENCE = Duration.ofSeconds(150);

  private final Clock clock = Clock.systemUTC();
  private final Upstream upstream;
  private final Tape tape;

  OverKafka(Upstream upstream, Tape tape) {
    this.upstream = upstream;
    this.tape = tape;
  }

  @Override
  public Asked asks(Phone phone) {
    OtpRequested request = upstream.request(phone);
    upstream.publishes(request);
    return Asked.overKafka(request.verificationId(), phone);
  }

  @Override
  public Told types(Asked asked, String pin) {
    OtpSubmitted submission = upstream.submission(asked.id(), pin);
    asked.types(pin);
    upstream.publishes(submission);
    asked.submissionIsAccepted();
    await()
        .alias("verdict on a submission of " + asked.id())
        .pollInterval(Duration.ofMillis(200))
        .atMost(PATIENCE)
        .until(() -> verdict(submission).isPresent());
    return told(asked, verdict(submission).orElseThrow());
  }

  private Optional<Verdict> verdict(OtpSubmitted submission) {
    return tape.outcomes(submission.verificationId().toString())
        .map(VerificationChanged::answer)
        .filter(Objects::nonNull)
        .filter(answer -> answer.submissionId().equals(submission.submissionId()))
        .map(Answer::verdict)
        .findFirst();
  }

  private static Told told(Asked asked, Verdict verdict) {
    return switch (verdict) {
      case VERIFIED -> {
        asked.isToldVerified();
        yield Told.VERIFIED;
      }
      case WRONG_PIN -> Told.WRONG;
      case NOT_SENT_YET, VERIFY_OUTCOME_UNKNOWN, PROVIDER_UNAVAILABLE -> Told.TRY_AGAIN;
      case TOO_MANY_ATTEMPTS, PIN_EXPIRED, ENDED -> {
        asked.isToldOver();
        yield Told.OVER;
      }
    };
  }

  @Override
  public void asksAgain(Asked asked) {
    asked.resendIsAskedFor();
    upstream.publishes(
        new OtpResendRequested(asked.id(), Upstream.CLIENT, Channel.SMS, clock.instant()));
  }
}
