/** A real Kafka broker from the Maven jars, in a JVM of its own. */
@NullMarked
package dev.phoneproof.localstack.kafka;

import org.jspecify.annotations.NullMarked;
