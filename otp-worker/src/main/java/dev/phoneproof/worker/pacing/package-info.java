/** How many calls to the provider may start now: slots, circuits and the shared rate. */
@NullMarked
package dev.phoneproof.worker.pacing;

import org.jspecify.annotations.NullMarked;
