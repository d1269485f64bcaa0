/** Publication of what changed. */
@NullMarked
package dev.phoneproof.worker.outcome;

import org.jspecify.annotations.NullMarked;
