/** What is asked, sent and typed: the aggregates and their rules. Free of frameworks but JPA. */
@NullMarked
package dev.phoneproof.worker.verification;

import org.jspecify.annotations.NullMarked;
