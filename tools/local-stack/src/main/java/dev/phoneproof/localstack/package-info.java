/** {@code ./demo}: the whole system on one machine, each part a process of its own. */
@NullMarked
package dev.phoneproof.localstack;

import org.jspecify.annotations.NullMarked;
