package dev.phoneproof.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.Pin;
import dev.phoneproof.worker.intake.Received;
import dev.phoneproof.worker.intake.Unacceptable;
import dev.phoneproof.worker.kafka.Original;
import dev.phoneproof.worker.privacy.Erasure;
import dev.phoneproof.worker.privacy.Exports.Export;
import dev.phoneproof.worker.provider.SendResult;
import dev.phoneproof.worker.verification.Msisdn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RedactionTest {

  @Test
  void nothingThatHoldsANumberAPinOrAPinIdShowsIt() {
    ConsumerRecord<String, byte[]> origin =
        new ConsumerRecord<>(
            "otp.submissions",
            0,
            7,
            "key",
            "{\"pin\":\"424242\"}".getBytes(StandardCharsets.UTF_8));
    OtpSubmitted submitted =
        new OtpSubmitted(
            UUID.randomUUID(), "shop", UUID.randomUUID(), Pin.plain("424242"), Instant.EPOCH);
    Received received = new Received("id", "/source", submitted, Instant.EPOCH, origin);

    assertThat(received.toString() + submitted).doesNotContain("424242");
    assertThat(new Unacceptable(origin, "why").toString()).doesNotContain("424242");
    assertThat(new Original.Present(origin).toString()).doesNotContain("424242");
    assertThat(new Msisdn("+385912345678").toString()).doesNotContain("385912345678");
    assertThat(new Export(Map.of("phoneNumber", "+385912345678"), 0).toString())
        .doesNotContain("385912345678");
    assertThat(
            new Erasure(UUID.randomUUID(), new byte[] {71, 71}, Instant.EPOCH, "x", null, null)
                .toString())
        .doesNotContain("71, 71", "4747");
    assertThat(new SendResult.Sent("pin-id").toString()).doesNotContain("pin-id");
  }
}
