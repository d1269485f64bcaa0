/** Topics, and records to and from the events' own form. */
@NullMarked
package dev.phoneproof.worker.kafka;

import org.jspecify.annotations.NullMarked;
