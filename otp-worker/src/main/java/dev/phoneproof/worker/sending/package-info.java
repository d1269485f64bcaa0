/** From a request to a message on its way. */
@NullMarked
package dev.phoneproof.worker.sending;

import org.jspecify.annotations.NullMarked;
