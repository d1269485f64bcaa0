/** Processes that this program starts, finds again and stops, and the ports they listen on. */
@NullMarked
package dev.phoneproof.localstack.process;

import org.jspecify.annotations.NullMarked;
