package dev.phoneproof.gateway.access;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Keys that change daily without being handed out daily: each is derived from a master key and the
 * UTC date, and its id says from which.
 */
final class DayKeys {

  private static final int ID_BYTES = 6;

  private final List<byte[]> masters;

  /**
   * Takes the master keys.
   *
   * @param masters the first seals, all open
   */
  DayKeys(List<byte[]> masters) {
    this.masters = List.copyOf(masters);
  }

  /** The key that seals on a day. */
  DayKey of(LocalDate day) {
    return derive(masters.getFirst(), day);
  }

  /** The key with this id, if it is one of today or of the day before. */
  Optional<DayKey> withId(String id, LocalDate today) {
    int dot = id.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    LocalDate day;
    try {
      day = LocalDate.parse(id.substring(dot + 1), DateTimeFormatter.BASIC_ISO_DATE);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
    // A day ahead too: another gateway's clock may have passed midnight already.
    if (day.isBefore(today.minusDays(1)) || day.isAfter(today.plusDays(1))) {
      return Optional.empty();
    }
    return masters.stream()
        .map(master -> derive(master, day))
        .filter(key -> key.id().equals(id))
        .findFirst();
  }

  private static DayKey derive(byte[] master, LocalDate day) {
    String date = DateTimeFormatter.BASIC_ISO_DATE.format(day);
    byte[] masterId = Arrays.copyOf(HmacSha256.of(master, "token key id"), ID_BYTES);
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(masterId) + "." + date;
    return new DayKey(id, HmacSha256.of(master, "token " + date));
  }

  /**
   * A key with its public id.
   *
   * @param id goes into the token's header
   * @param bytes 32 bytes
   */
  record DayKey(String id, byte[] bytes) {

    @Override
    public String toString() {
      return "DayKey[" + id + "]";
    }
  }
}
