package dev.phoneproof.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.kafka.listener.MessageListenerContainer;

class ListenerConfigurationTest {

  private static final TopicPartition PARTITION = new TopicPartition("otp.requests", 0);

  /** By itself Spring's handler passes over batches that fail with some exceptions, as this one. */
  @Test
  void repeatsABatchWhateverItFailedWith() {
    MessageListenerContainer container = mock(MessageListenerContainer.class);
    when(container.isRunning()).thenReturn(true);
    when(container.getContainerFor(anyString(), anyInt())).thenReturn(container);
    try (MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest")) {
      consumer.assign(List.of(PARTITION));
      consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
      AtomicInteger repeats = new AtomicInteger();

      new ListenerConfiguration()
          .repeatForever()
          .handleBatch(
              new ListenerExecutionFailedException("", new ClassCastException()),
              new ConsumerRecords<>(
                  Map.of(
                      PARTITION,
                      List.of(new ConsumerRecord<>("otp.requests", 0, 0, "key", new byte[0]))),
                  Map.of()),
              consumer,
              container,
              repeats::incrementAndGet);

      assertThat(repeats).hasValue(1);
    }
  }
}
