/** The worker: brings events into the ledger, calls the provider, publishes what changed. */
@NullMarked
package dev.phoneproof.worker;

import org.jspecify.annotations.NullMarked;
