package dev.phoneproof.worker.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.testservers.TestServers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A column that is added must be explained to the person, or be kept back for a reason. */
class FieldIT {

  private static final Map<String, List<Field>> TABLES =
      Map.of(
          "verification", Field.OF_VERIFICATION,
          "send", Field.OF_SEND,
          "submission", Field.OF_SUBMISSION,
          "audit_event", Field.OF_AUDIT,
          "quota", Field.OF_QUOTA,
          "number_standing", Field.OF_STANDING);

  @Test
  void explainsEveryColumn() {
    DriverManagerDataSource database =
        new DriverManagerDataSource(
            TestServers.postgres().newDatabase(),
            TestServers.postgres().username(),
            TestServers.postgres().password());
    Flyway.configure().dataSource(database).load().migrate();

    TABLES.forEach((table, fields) -> {
      Set<String> explained = fields.stream().map(Field::column).collect(Collectors.toSet());
      assertThat(columns(database, table)).as(table).isNotEmpty().isSubsetOf(explained);
      assertThat(fields).allMatch(field -> !field.meaning().isBlank());
    });
  }

  @Test
  void showsNobodyAPin() {
    assertThat(
            TABLES.values().stream()
                .flatMap(List::stream)
                .filter(field ->
                    field
                        .column()
                        .matches(
                            "pin|pin_sealed|pin_id|proof_sealed|reply_keys_sealed|number_hash|phone_number")))
        .isNotEmpty()
        .allMatch(field -> field.audience() == Audience.NOBODY);
  }

  private static Set<String> columns(DriverManagerDataSource database, String table) {
    return new TreeSet<>(
        JdbcClient.create(database)
            .sql("select column_name from information_schema.columns where table_name = ?")
            .param(table)
            .query(String.class)
            .list());
  }
}
