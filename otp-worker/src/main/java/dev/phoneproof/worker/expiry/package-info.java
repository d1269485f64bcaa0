/** What time alone ends. */
@NullMarked
package dev.phoneproof.worker.expiry;

import org.jspecify.annotations.NullMarked;
