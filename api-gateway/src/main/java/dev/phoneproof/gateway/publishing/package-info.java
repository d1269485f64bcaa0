/** Puts events into Kafka and says within a bounded time whether they are there. */
@NullMarked
package dev.phoneproof.gateway.publishing;

import org.jspecify.annotations.NullMarked;
