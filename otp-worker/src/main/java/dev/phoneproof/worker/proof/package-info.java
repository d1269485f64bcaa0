/** The proof of a verified number: made, kept for a while, given back to those who asked. */
@NullMarked
package dev.phoneproof.worker.proof;

import org.jspecify.annotations.NullMarked;
