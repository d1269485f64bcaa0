/** How a service asks for a verification. */
@NullMarked
package dev.phoneproof.examples;

import org.jspecify.annotations.NullMarked;
