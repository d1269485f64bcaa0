package dev.phoneproof.gateway.access;

import java.util.List;
import java.util.Set;

/** Clients for tests of other packages. */
public final class TestClients {

  private TestClients() {}

  public static Client client(String id, int verificationsPerMinute, int callsPerMinute) {
    return new Client(
        id,
        List.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        new Client.Limits(verificationsPerMinute, callsPerMinute));
  }
}
