/** From a typed PIN to its verdict. */
@NullMarked
package dev.phoneproof.worker.submission;

import org.jspecify.annotations.NullMarked;
