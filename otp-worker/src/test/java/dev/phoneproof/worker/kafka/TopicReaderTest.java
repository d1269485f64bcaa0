package dev.phoneproof.worker.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

class TopicReaderTest {

  /** Nothing listens there. */
  private static final Map<String, Object> NOWHERE = Map.of("bootstrap.servers", "127.0.0.1:1");

  @Test
  @Timeout(30)
  void givesUpWhenKafkaIsAway() {
    TopicReaders readers =
        new TopicReaders(
            new DefaultKafkaConsumerFactory<>(
                NOWHERE, new StringDeserializer(), new ByteArrayDeserializer()));
    try (TopicReader reader = readers.open()) {
      assertThatThrownBy(() -> reader.newest("otp.requests.dlt", 1))
          .isInstanceOf(KafkaException.class);
    }
  }
}
