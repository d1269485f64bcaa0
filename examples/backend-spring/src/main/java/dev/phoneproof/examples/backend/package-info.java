/** A backend that logs people in by a proof of their phone number. */
@NullMarked
package dev.phoneproof.examples.backend;

import org.jspecify.annotations.NullMarked;
