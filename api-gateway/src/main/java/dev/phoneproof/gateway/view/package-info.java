/** What the outcomes topic says of the last minutes, in memory, with those who wait for it. */
@NullMarked
package dev.phoneproof.gateway.view;

import org.jspecify.annotations.NullMarked;
