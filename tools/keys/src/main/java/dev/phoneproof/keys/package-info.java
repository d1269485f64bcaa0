/** Makes and rotates keys, in files: {@code ./keys --help}. */
@NullMarked
package dev.phoneproof.keys;

import org.jspecify.annotations.NullMarked;
