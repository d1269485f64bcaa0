/** Errors as RFC 9457 problems, the same from the controllers and from Tomcat itself. */
@NullMarked
package dev.phoneproof.gateway.problem;

import org.jspecify.annotations.NullMarked;
