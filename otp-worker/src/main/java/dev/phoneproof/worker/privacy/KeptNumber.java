package dev.phoneproof.worker.privacy;

import dev.phoneproof.worker.storage.UnopenableException;
import dev.phoneproof.worker.storage.Vault;
import dev.phoneproof.worker.verification.Msisdn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How a verification's row holds its number: the one place here that knows. */
@Component
class KeptNumber {

  /** What a query selects for it. */
  static final String COLUMNS = "number_sealed";

  /** What an update sets to be rid of it. */
  static final String ERASED = "number_sealed = null, number_key = null";

  private final Vault vault;

  KeptNumber(Vault vault) {
    this.vault = vault;
  }

  /** The number of a row; null when it holds none, or none that opens. */
  @Nullable Msisdn of(UUID verificationId, ResultSet row) throws SQLException {
    byte[] number = row.getBytes("number_sealed");
    try {
      return number == null ? null : vault.open(verificationId, number);
    } catch (UnopenableException e) {
      // Its other data are shown all the same; the worker's log has told of it.
      return null;
    }
  }
}
