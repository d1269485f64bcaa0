/** The HTTP side: Infobip's calls, the control calls and the inbox page. */
@NullMarked
package dev.phoneproof.simulator.http;

import org.jspecify.annotations.NullMarked;
