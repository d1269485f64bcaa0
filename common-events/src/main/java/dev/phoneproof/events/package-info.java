/**
 * The contract between publishers, worker and gateway: events, topics and their CloudEvents form.
 */
@NullMarked
package dev.phoneproof.events;

import org.jspecify.annotations.NullMarked;
