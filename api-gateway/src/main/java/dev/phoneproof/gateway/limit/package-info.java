/** How much one gateway takes: from an address, a session, a client, and in all. */
@NullMarked
package dev.phoneproof.gateway.limit;

import org.jspecify.annotations.NullMarked;
