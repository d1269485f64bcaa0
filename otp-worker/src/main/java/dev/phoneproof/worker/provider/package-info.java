/** The port to whoever sends messages and checks PINs. */
@NullMarked
package dev.phoneproof.worker.provider;

import org.jspecify.annotations.NullMarked;
