/** How changes reach PostgreSQL: many in one commit, published afterwards. */
@NullMarked
package dev.phoneproof.worker.ledger;

import org.jspecify.annotations.NullMarked;
