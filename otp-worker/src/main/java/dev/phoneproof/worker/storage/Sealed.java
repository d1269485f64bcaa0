package dev.phoneproof.worker.storage;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something sealed, as its row has it: it is opened where it is needed and no earlier. */
public final class Sealed {

  private final UUID rowId;
  private final byte @Nullable [] bytes;

  /**
   * From a row.
   *
   * @param rowId the id that it was sealed for
   * @param bytes null when nothing is there; that does not open
   */
  public Sealed(UUID rowId, byte @Nullable [] bytes) {
    this.rowId = rowId;
    this.bytes = bytes;
  }

  UUID rowId() {
    return rowId;
  }

  byte @Nullable [] bytes() {
    return bytes;
  }
}
