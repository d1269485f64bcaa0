/** The same promises while processes die, servers go away and the provider misbehaves. */
@NullMarked
package dev.phoneproof.acceptance.faults;

import org.jspecify.annotations.NullMarked;
