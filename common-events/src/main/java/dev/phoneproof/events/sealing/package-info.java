/** Seals the members that only the worker may read, and opens them there: docs/sealing.md. */
@NullMarked
package dev.phoneproof.events.sealing;

import org.jspecify.annotations.NullMarked;
