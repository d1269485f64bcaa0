package dev.phoneproof.worker.intake;

import dev.phoneproof.worker.kafka.Position;
import java.time.Instant;
import java.util.List;

/** Where records wait for the key that opens them. */
interface Parking {

  /**
   * Remembers where records stand. Those that are remembered already stay as they are.
   *
   * @throws org.springframework.dao.DataAccessException when the database fails
   */
  void park(List<Parked> records);

  /**
   * A record that waits.
   *
   * @param position where it stands
   * @param keyId id of the key that it waits for
   * @param until from then on it waits no longer
   */
  record Parked(Position position, String keyId, Instant until) {}
}
