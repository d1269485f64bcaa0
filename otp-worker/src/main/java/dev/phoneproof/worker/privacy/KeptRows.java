package dev.phoneproof.worker.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows as JSON objects of the fields that an audience may see; what is not there is left out. */
final class KeptRows {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final List<Field> fields;

  private KeptRows(List<Field> fields) {
    this.fields = fields;
  }

  static KeptRows of(List<Field> all, Audience audience) {
    return new KeptRows(
        all.stream().filter(field -> field.audience().compareTo(audience) <= 0).toList());
  }

  /** For a select. */
  String columns() {
    return fields.stream().map(Field::column).collect(Collectors.joining(", "));
  }

  Map<String, Object> read(ResultSet row) throws SQLException {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Field field : fields) {
      @Nullable Object value = row.getObject(field.column());
      if (value != null) {
        values.put(field.name(), value instanceof Timestamp time ? text(time.toInstant()) : value);
      }
    }
    return values;
  }

  /** What each field means, under its name with a prefix. */
  Map<String, String> meanings(String prefix) {
    Map<String, String> meanings = new LinkedHashMap<>();
    fields.forEach(field -> meanings.put(prefix + field.name(), field.meaning()));
    return meanings;
  }

  static String text(Instant time) {
    return TIME.format(time);
  }
}
