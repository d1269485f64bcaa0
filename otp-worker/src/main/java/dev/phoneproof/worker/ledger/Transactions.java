package dev.phoneproof.worker.ledger;

import jakarta.persistence.PersistenceException;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions whose failures all speak Spring's language, those of Hibernate too: whether a
 * failure is the database's or the row's decides whether it is tried again.
 */
@Component
public class Transactions {

  private static final HibernateJpaDialect TRANSLATOR = new HibernateJpaDialect();

  private final TransactionTemplate template;

  Transactions(TransactionTemplate template) {
    this.template = template;
  }

  /**
   * Does some work in a transaction of its own.
   *
   * @throws org.springframework.dao.DataIntegrityViolationException when the database refuses a row
   * @throws org.springframework.dao.DataAccessException when the database fails otherwise
   */
  public <T> T in(Supplier<T> work) {
    try {
      return Objects.requireNonNull(template.execute(status -> work.get()));
    } catch (PersistenceException e) {
      throw DataAccessUtils.translateIfNecessary(e, TRANSLATOR);
    }
  }
}
