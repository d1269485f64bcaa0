package dev.phoneproof.testservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class RealServersIT {

  @Test
  void kafkaReturnsWhatItWasGiven() throws Exception {
    Map<String, Object> server =
        Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers());
    try (Admin admin = Admin.create(server)) {
      admin.createTopics(List.of(new NewTopic("greetings", 1, (short) 1))).all().get();
    }
    try (var producer =
        new KafkaProducer<>(server, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>("greetings", "key", "hello")).get();
    }
    try (var consumer =
        new KafkaConsumer<>(server, new StringDeserializer(), new StringDeserializer())) {
      var partition = new TopicPartition("greetings", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      assertThat(consumer.poll(Duration.ofSeconds(10)))
          .singleElement()
          .satisfies(found -> assertThat(found.value()).isEqualTo("hello"));
    }
  }

  @Test
  void kafkaMakesNoTopicByItself() throws Exception {
    Map<String, Object> server =
        Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers(), "max.block.ms", "1000");
    try (var producer =
            new KafkaProducer<>(server, new StringSerializer(), new StringSerializer());
        Admin admin = Admin.create(server)) {
      producer.send(new ProducerRecord<>("nobody-made-it", "hello"));
      assertThat(admin.listTopics().names().get()).doesNotContain("nobody-made-it");
    }
  }

  @Test
  void everyTestClassCanHaveADatabaseOfItsOwn() throws Exception {
    TestPostgres postgres = TestServers.postgres();
    String first = postgres.newDatabase();
    String second = postgres.newDatabase();

    assertThat(query(first, "CREATE TABLE t (n int); INSERT INTO t VALUES (7); SELECT n FROM t"))
        .isEqualTo("7");
    assertThat(query(second, "SELECT to_regclass('t') IS NULL")).isEqualTo("t");
  }

  @Test
  void postgresIsTheVersionThatIsDeployedAndSyncsCommits() throws Exception {
    String url = TestServers.postgres().jdbcUrl();
    assertThat(query(url, "SHOW server_version")).startsWith("18.");
    assertThat(query(url, "SHOW fsync")).isEqualTo("on");
  }

  private static String query(String url, String sql) throws Exception {
    TestPostgres postgres = TestServers.postgres();
    try (var connection =
            DriverManager.getConnection(url, postgres.username(), postgres.password());
        var statement = connection.createStatement()) {
      for (boolean rows = statement.execute(sql); !rows; ) {
        rows = statement.getMoreResults();
      }
      var row = statement.getResultSet();
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
