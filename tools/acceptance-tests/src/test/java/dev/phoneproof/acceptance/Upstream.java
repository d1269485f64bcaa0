package dev.phoneproof.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.phoneproof.events.CloudEvent;
import dev.phoneproof.events.Event;
import dev.phoneproof.events.EventCodec;
import dev.phoneproof.events.EventMessage;
import dev.phoneproof.events.OtpRequested;
import dev.phoneproof.events.OtpSubmitted;
import dev.phoneproof.events.PhoneNumber;
import dev.phoneproof.events.Pin;
import dev.phoneproof.events.sealing.Sealer;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A service of the company that asks for verifications over Kafka. */
public final class Upstream implements AutoCloseable {

  public static final String CLIENT = "billing";
  public static final String SOURCE = "/billing";

  private final Clock clock = Clock.systemUTC();
  private final Sealer sealer = Sealer.of(Keys.sealingPublic());
  private final EventCodec codec = new EventCodec();
  private final Producer<String, byte[]> producer;

  public Upstream(String bootstrapServers) {
    this(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** A service with these settings of a Kafka client. */
  public Upstream(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("acks", "all");
    producer = new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer());
  }

  /** A request for a PIN on this phone. */
  public OtpRequested request(Phone phone) {
    return OtpRequested.overSms(
        UUID.randomUUID(), CLIENT, PhoneNumber.plain(phone.number()), "login", clock.instant());
  }

  /** A PIN that somebody typed. */
  public OtpSubmitted submission(UUID verificationId, String pin) {
    return new OtpSubmitted(
        verificationId, CLIENT, UUID.randomUUID(), Pin.plain(pin), clock.instant());
  }

  public void publishes(Event event) {
    EventMessage message = message(event);
    publishes(message.topic(), message.key(), message.headers(), message.data());
  }

  /** The record of an event, to be damaged. */
  public EventMessage message(Event event) {
    return codec.encode(sealer.seal(CloudEvent.of(event, SOURCE, clock.instant())));
  }

  /** The record of an event by somebody who does not seal. */
  public EventMessage readableMessage(Event event) {
    return codec.encode(CloudEvent.of(event, SOURCE, clock.instant()));
  }

  public void publishes(String topic, String key, Map<String, String> headers, byte[] data) {
    ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, key, data);
    headers.forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
    try {
      producer.send(message).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
