/** What the worker has to know of each client. */
@NullMarked
package dev.phoneproof.worker.client;

import org.jspecify.annotations.NullMarked;
