/** What others check proofs with. The gateway makes none. */
@NullMarked
package dev.phoneproof.gateway.proof;

import org.jspecify.annotations.NullMarked;
