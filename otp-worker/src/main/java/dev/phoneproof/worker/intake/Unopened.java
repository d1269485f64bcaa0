package dev.phoneproof.worker.intake;

/**
 * An event that is sealed for a key which this worker does not have, or not yet.
 *
 * @param sealed the event as it came
 * @param keyId id of that key
 */
record Unopened(Received sealed, String keyId) implements Reading {}
