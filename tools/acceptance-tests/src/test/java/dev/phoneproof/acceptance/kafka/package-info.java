/** Runs the system on a Kafka that lets each role do what it needs and no more. */
@NullMarked
package dev.phoneproof.acceptance.kafka;

import org.jspecify.annotations.NullMarked;
