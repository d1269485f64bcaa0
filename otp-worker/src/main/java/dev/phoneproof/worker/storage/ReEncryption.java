package dev.phoneproof.worker.storage;

import dev.phoneproof.worker.ledger.Sweep;
import dev.phoneproof.worker.ledger.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Seals anew what another key than the primary has sealed, a batch each second, beside all other
 * work: rows that someone has locked are left for the next time. PINs are not: they live for
 * seconds.
 */
@Component
@Order(70)
class ReEncryption implements Sweep {

  private static final Logger LOG = LoggerFactory.getLogger(ReEncryption.class);

  private static final String CLAIM =
      """
      select id, number_sealed from verification
      where number_key in (:others) limit :most for update skip locked
      """;

  private static final String UPDATE =
      "update verification set number_sealed = ?, number_key = ? where id = ?";

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final Transactions transactions;
  private final Vault vault;
  private final KeyUse use;
  private final StoragePolicy policy;
  private int unopenable;

  ReEncryption(
      JdbcClient jdbc,
      JdbcTemplate batches,
      Transactions transactions,
      Vault vault,
      KeyUse use,
      StoragePolicy policy) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.transactions = transactions;
    this.vault = vault;
    this.use = use;
    this.policy = policy;
  }

  @Override
  public void sweep() {
    Set<Long> others = use.others();
    if (!others.isEmpty() && use.isNewest()) {
      warn(transactions.in(() -> sealAnew(others)));
    }
  }

  /** How many of a batch do not open: they stay as they are, and are found again. */
  private int sealAnew(Set<Long> others) {
    List<Sealed> claimed =
        jdbc.sql(CLAIM)
            .param("others", others)
            .param("most", policy.resealPerSecond())
            .query((row, index) ->
                new Sealed(row.getObject("id", UUID.class), row.getBytes("number_sealed")))
            .list();
    List<Object[]> sealedAnew = new ArrayList<>();
    for (Sealed number : claimed) {
      anew(number)
          .ifPresent(
              bytes -> sealedAnew.add(new Object[] {bytes, vault.primaryKey(), number.rowId()}));
    }
    if (!sealedAnew.isEmpty()) {
      batches.batchUpdate(UPDATE, sealedAnew);
    }
    return claimed.size() - sealedAnew.size();
  }

  private Optional<byte[]> anew(Sealed number) {
    try {
      return Optional.of(vault.seal(number.rowId(), vault.open(number)));
    } catch (UnopenableException e) {
      return Optional.empty();
    }
  }

  private void warn(int count) {
    if (count > unopenable) {
      LOG.warn("{} numbers cannot be sealed anew: they do not open", count);
    }
    unopenable = count;
  }
}
