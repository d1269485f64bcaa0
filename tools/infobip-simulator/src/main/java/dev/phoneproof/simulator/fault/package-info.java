/** Latency and faults that a test or a person orders. */
@NullMarked
package dev.phoneproof.simulator.fault;

import org.jspecify.annotations.NullMarked;
