/** Leaving without one failed request: callers are sent elsewhere before the port closes. */
@NullMarked
package dev.phoneproof.gateway.drain;

import org.jspecify.annotations.NullMarked;
