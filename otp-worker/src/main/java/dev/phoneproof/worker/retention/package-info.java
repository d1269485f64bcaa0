/** What is removed when its period is over, and the proof of it. */
@NullMarked
package dev.phoneproof.worker.retention;

import org.jspecify.annotations.NullMarked;
