/** Which numbers are taken, and how a number is shown. */
@NullMarked
package dev.phoneproof.gateway.phone;

import org.jspecify.annotations.NullMarked;
