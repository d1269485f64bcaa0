package dev.phoneproof.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.sealing.Sealer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The README's Java example is the method {@link #publish} below, word for word. */
class ReadmeTest {

  private final Clock clock = Clock.fixed(Samples.TIME, ZoneOffset.UTC);

  static void publish(Producer<String, byte[]> producer, Sealer sealer, Clock clock)
      throws ExecutionException, InterruptedException {
    UUID id = UUID.randomUUID();
    PhoneNumber number = PhoneNumber.plain("+385912345678");
    OtpRequested request = OtpRequested.overSms(id, "billing", number, "login", clock.instant());
    CloudEvent<OtpRequested> sealed =
        sealer.seal(CloudEvent.of(request, "/billing", clock.instant()));
    EventMessage event = new EventCodec().encode(sealed);

    var message = new ProducerRecord<>(event.topic(), event.key(), event.data());
    event.headers().forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
    producer.send(message).get();
  }

  @Test
  void publishesWhatTheWorkerReads() throws Exception {
    String keys = Resources.json("vectors/sealing.json").get("publicKeys").toString();
    try (MockProducer<String, byte[]> producer =
        new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer())) {
      publish(producer, Sealer.of(keys), clock);

      ProducerRecord<String, byte[]> sent = producer.history().get(0);
      Event event =
          new EventCodec()
              .decode(
                  java.util.Arrays.stream(sent.headers().toArray())
                      .collect(Collectors.toMap(h -> h.key(), h -> new String(h.value(), UTF_8))),
                  sent.value())
              .data();
      assertThat(sent.topic()).isEqualTo(Topics.REQUESTS);
      assertThat(sent.key()).isEqualTo(event.key().toString());
      assertThat(event).isInstanceOf(OtpRequested.class);
      assertThat(((OtpRequested) event).phoneNumber().sealed()).isPresent();
    }
  }

  @Test
  void showsTheCodeThatIsCompiledHere() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String example = readme.substring(readme.indexOf("```java\n") + 8);

    assertThat(
            squeezed(
                Files.readString(
                    Path.of("src/test/java", "dev/phoneproof/events/ReadmeTest.java"))))
        .contains(squeezed(example.substring(0, example.indexOf("```"))));
  }

  @Test
  void listsEveryTypeWithItsTopic() throws IOException {
    String readme = Files.readString(Path.of("README.md"));

    assertThat(EventType.values())
        .allSatisfy(type ->
            assertThat(readme).contains("| `" + type.topic() + "` | `" + type.ceType() + "` |"));
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }
}
