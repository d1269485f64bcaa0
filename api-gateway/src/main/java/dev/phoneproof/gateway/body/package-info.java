/** Request bodies: bounded, strictly parsed JSON objects. */
@NullMarked
package dev.phoneproof.gateway.body;

import org.jspecify.annotations.NullMarked;
