/** Infobip's published OpenAPI file, and the check of every request against it. */
@NullMarked
package dev.phoneproof.simulator.contract;

import org.jspecify.annotations.NullMarked;
