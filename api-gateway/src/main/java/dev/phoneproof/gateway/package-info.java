/** The HTTP ingress: validates, publishes and answers from the outcomes that it has read. */
@NullMarked
package dev.phoneproof.gateway;

import org.jspecify.annotations.NullMarked;
