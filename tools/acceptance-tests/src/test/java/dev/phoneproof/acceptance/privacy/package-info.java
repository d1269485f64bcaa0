/** Searches everything that the system writes for numbers and PINs. */
@NullMarked
package dev.phoneproof.acceptance.privacy;

import org.jspecify.annotations.NullMarked;
