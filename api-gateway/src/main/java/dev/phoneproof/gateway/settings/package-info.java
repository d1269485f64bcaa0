/** Reads keys from the environment or files and refuses a start in one line. */
@NullMarked
package dev.phoneproof.gateway.settings;

import org.jspecify.annotations.NullMarked;
