package dev.phoneproof.worker.kafka;

import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** Makes readers of topics. */
@Component
public class TopicReaders {

  private final ConsumerFactory<String, byte[]> consumers;

  TopicReaders(ConsumerFactory<String, byte[]> consumers) {
    this.consumers = consumers;
  }

  /** A reader for one question, to be closed after it. */
  public TopicReader open() {
    Properties settings = new Properties();
    // A position that is gone must be told, not exchanged for another one.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    // The broker's answer to a question about one place must not wait for news from the last one.
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "10");
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "65536");
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, "3000");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "3000");
    return new TopicReader(consumers.createConsumer(null, "topic-reader", null, settings));
  }
}
