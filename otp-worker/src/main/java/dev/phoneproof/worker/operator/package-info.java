/** The operator API: who may call what, a record of each call, and the calls. */
@NullMarked
package dev.phoneproof.worker.operator;

import org.jspecify.annotations.NullMarked;
