/** What a purge of a full ledger costs the people who use the system meanwhile. */
@NullMarked
package dev.phoneproof.acceptance.purge;

import org.jspecify.annotations.NullMarked;
