/** Settings as they arrive from the environment. */
@NullMarked
package dev.phoneproof.worker.settings;

import org.jspecify.annotations.NullMarked;
