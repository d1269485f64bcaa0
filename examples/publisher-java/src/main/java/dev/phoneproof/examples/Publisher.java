package dev.phoneproof.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.EventCodec;
import dev.phoneproof.events.EventMessage;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.sealing.Sealer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Asks for a verification, with the number sealed. */
public final class Publisher {

  private Publisher() {}

  /**
   * Sends the event to {@code KAFKA_BOOTSTRAP_SERVERS}; without that, prints it.
   *
   * @param arguments the number
   */
  public static void main(String[] arguments) throws Exception {
    Path keys = Path.of(System.getenv("PHONEPROOF_SEALING_PUBLIC_KEYS_FILE"));
    // Make one and keep it: it saves work from one event to the next.
    Sealer sealer = Sealer.of(Files.readString(keys));

    PhoneNumber number = PhoneNumber.plain(arguments.length > 0 ? arguments[0] : "+385912345678");
    Instant now = Clock.systemUTC().instant();
    OtpRequested request = OtpRequested.overSms(UUID.randomUUID(), "billing", number, "login", now);
    EventMessage event =
        new EventCodec().encode(sealer.seal(CloudEvent.of(request, "/billing", now)));

    String servers = System.getenv("KAFKA_BOOTSTRAP_SERVERS");
    if (servers == null) {
      print(event);
    } else {
      send(event, servers);
    }
  }

  private static void send(EventMessage event, String servers) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", servers, "acks", "all");
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      var message = new ProducerRecord<>(event.topic(), event.key(), event.data());
      event.headers().forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
      producer.send(message).get();
      System.out.println(event.key());
    }
  }

  private static void print(EventMessage event) {
    System.out.println(event.topic());
    System.out.println(event.key());
    event.headers().forEach((name, value) -> System.out.println(name + ": " + value));
    System.out.println();
    System.out.println(new String(event.data(), UTF_8));
  }
}
