/** Starts parts in order, starts again what dies, stops all in the reverse order. */
@NullMarked
package dev.phoneproof.localstack.supervision;

import org.jspecify.annotations.NullMarked;
