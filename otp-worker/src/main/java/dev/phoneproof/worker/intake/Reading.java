package dev.phoneproof.worker.intake;

/** What becomes of a record that is read. */
sealed interface Reading permits Received, Unacceptable, Unopened {}
