/** The calls of the HTTP interface. */
@NullMarked
package dev.phoneproof.gateway.verification;

import org.jspecify.annotations.NullMarked;
