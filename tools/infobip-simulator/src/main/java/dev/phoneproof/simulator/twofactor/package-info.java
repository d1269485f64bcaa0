/** What the simulated service does: applications, templates, PINs, limits and verdicts. */
@NullMarked
package dev.phoneproof.simulator.twofactor;

import org.jspecify.annotations.NullMarked;
