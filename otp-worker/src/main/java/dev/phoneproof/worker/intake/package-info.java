/** From Kafka's records to the features that take them in. */
@NullMarked
package dev.phoneproof.worker.intake;

import org.jspecify.annotations.NullMarked;
