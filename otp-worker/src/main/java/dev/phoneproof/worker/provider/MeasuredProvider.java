package dev.phoneproof.worker.provider;

import dev.phoneproof.events.Channel;
import dev.phoneproof.worker.verification.Msisdn;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.function.Supplier;

/** Counts and times the calls by kind and result. */
public final class MeasuredProvider implements Provider {

  private static final String CALLS = "phoneproof.provider.calls";

  private final Provider provider;
  private final MeterRegistry meters;

  /** Measures the calls of another one. */
  public MeasuredProvider(Provider provider, MeterRegistry meters) {
    this.provider = provider;
    this.meters = meters;
  }

  @Override
  public SendResult send(Msisdn number, Channel channel) {
    return measured("send", () -> provider.send(number, channel));
  }

  @Override
  public SendResult resend(String pinId, Channel channel) {
    return measured("resend", () -> provider.resend(pinId, channel));
  }

  @Override
  public CheckResult check(String pinId, String pin) {
    return measured("verify", () -> provider.check(pinId, pin));
  }

  @Override
  public LookUpResult lookUp(Msisdn number) {
    return measured("look_up", () -> provider.lookUp(number));
  }

  private <R> R measured(String call, Supplier<R> action) {
    Timer.Sample sample = Timer.start(meters);
    R result = action.get();
    sample.stop(meters.timer(CALLS, "call", call, "result", name(result)));
    return result;
  }

  /** As Prometheus writes names: {@code not_sent}. */
  private static String name(Object result) {
    String name = result.getClass().getSimpleName();
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
