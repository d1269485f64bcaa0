/** Plays Infobip's 2FA service on one's own machine: how to start it and what to ask of it. */
@NullMarked
package dev.phoneproof.simulator;

import org.jspecify.annotations.NullMarked;
