/** Personal data at rest: what seals and opens it, and how its keys change. */
@NullMarked
package dev.phoneproof.worker.storage;

import org.jspecify.annotations.NullMarked;
