/** The simulated phones: the newest messages, in order. */
@NullMarked
package dev.phoneproof.simulator.inbox;

import org.jspecify.annotations.NullMarked;
