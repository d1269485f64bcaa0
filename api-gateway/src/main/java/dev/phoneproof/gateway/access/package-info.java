/** Who calls, and which verification the call may touch. */
@NullMarked
package dev.phoneproof.gateway.access;

import org.jspecify.annotations.NullMarked;
