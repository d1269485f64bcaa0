/** The rights of persons: what is kept of a number, its erasure, and the trail of who did what. */
@NullMarked
package dev.phoneproof.worker.privacy;

import org.jspecify.annotations.NullMarked;
