package dev.phoneproof.worker.client;

/**
 * What holds for a client's verifications, wherever they were asked for.
 *
 * @param numberInProofs whether its proofs name the number; else a tag of it
 * @param messagesPerDay sends and resends
 * @param messagesPerCountryAndDay of those to one country's numbers
 */
public record ClientPolicy(
    boolean numberInProofs, int messagesPerDay, int messagesPerCountryAndDay) {

  /** Our choice: room for a service of some size, and an end for what has gone wrong. */
  static final ClientPolicy DEFAULT = new ClientPolicy(true, 500_000, 500_000);
}
