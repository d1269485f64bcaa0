/** Limits that hold for all workers together. */
@NullMarked
package dev.phoneproof.worker.limit;

import org.jspecify.annotations.NullMarked;
