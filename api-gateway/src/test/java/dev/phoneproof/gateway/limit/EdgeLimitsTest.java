package dev.phoneproof.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.gateway.access.Caller;
import dev.phoneproof.gateway.access.Caller.Kind;
import dev.phoneproof.gateway.access.Client;
import dev.phoneproof.gateway.access.TestClients;
import dev.phoneproof.gateway.problem.ProblemCode;
import dev.phoneproof.gateway.problem.ProblemException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EdgeLimitsTest {

  private static final Client SHOP = TestClients.client("shop", 12, 50);
  private static final Client BANK = TestClients.client("bank", 12, 50);

  private final ManualTime time = new ManualTime();
  private final EdgeLimits limits = limits(Map.of());

  @Test
  void holdAnAddress() {
    ask(page("192.0.2.7"), 3);
    assertRefused(page("192.0.2.7"), Duration.ofMinutes(20));
    ask(page("192.0.2.8"), 1);
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff",
    "2001:db8:1:2::1, 2001:DB8:1:2:0:0:0:9",
    "192.0.2.7, ::ffff:192.0.2.7"
  })
  void holdAllAddressesOfANetworkTogether(String address, String neighbour) {
    ask(page(address), 3);
    assertRefused(page(neighbour), Duration.ofMinutes(20));
  }

  @Test
  void holdTheNextNetworkAlone() {
    ask(page("2001:db8:1:2::1"), 3);
    ask(page("2001:db8:1:3::1"), 3);
  }

  @Test
  void holdASession() {
    Caller here = page("192.0.2.7", "session");
    Caller there = page("198.51.100.7", "session");
    ask(here, 2);
    assertRefused(there, Duration.ofMinutes(30));
    ask(page("192.0.2.7", "other"), 1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"API", "OPEN"})
  void holdNoProgramByItsAddress(Kind kind) {
    ask(new Caller(SHOP, kind, "192.0.2.7", null), 12);
  }

  @Test
  void holdTheAddressThatAClientStates() {
    Caller backend = backend(SHOP);
    for (int i = 0; i < 3; i++) {
      limits.requireMessage(backend, "192.0.2.7");
    }
    assertThatThrownBy(() -> limits.requireMessage(backend, "192.0.2.7"))
        .isInstanceOf(ProblemException.class);
    limits.requireMessage(backend, "192.0.2.8");
    limits.requireMessage(backend, null);
  }

  @Test
  void holdNobodyByTheAddressThatAnotherClientStates() {
    for (int i = 0; i < 3; i++) {
      limits.requireMessage(backend(SHOP), "192.0.2.7");
    }
    limits.requireMessage(backend(BANK), "192.0.2.7");
    ask(page("192.0.2.7"), 3);
  }

  @Test
  void holdAClientByItsOwnBudget() {
    ask(backend(SHOP), 12);
    assertRefused(backend(SHOP), Duration.ofSeconds(5));
    ask(backend(BANK), 1);
  }

  @Test
  void holdThePagesOfAClientByABudgetOfTheirOwn() {
    ask(backend(SHOP), 12);
    askFromPages(12);
    assertRefused(page("192.0.2.7"), Duration.ofSeconds(5));
  }

  @Test
  void leaveTheBackendItsBudgetWhateverPagesUse() {
    askFromPages(12);
    for (int i = 0; i < 50; i++) {
      limits.requireCall(page("198.51.100." + i));
    }
    ask(backend(SHOP), 12);
    limits.requireCall(backend(SHOP));
  }

  @Test
  void holdTheWholeGateway() {
    EdgeLimits narrow = limits(Map.of("phoneproof.limits.gateway-messages", "2/10s"));
    narrow.requireMessage(backend(SHOP));
    narrow.requireMessage(backend(BANK));
    assertRefusal(() -> narrow.requireMessage(page("192.0.2.7")), Duration.ofSeconds(5));
  }

  /** Else whoever is held would use up what belongs to others. */
  @Test
  void countNothingForARefusedCall() {
    ask(page("192.0.2.7"), 3);
    for (int i = 0; i < 100; i++) {
      assertRefused(page("192.0.2.7"), Duration.ofMinutes(20));
    }
    askFromPages(9);
    assertRefused(page("192.0.2.8"), Duration.ofSeconds(5));
  }

  @Test
  void countNothingForAnAddressWhoseClientIsHeld() {
    askFromPages(12);
    for (int i = 0; i < 5; i++) {
      assertRefused(page("192.0.2.7"), Duration.ofSeconds(5));
    }
    time.move(Duration.ofMinutes(1));
    ask(page("192.0.2.7"), 3);
  }

  @Test
  void countNothingForWhatFails() {
    for (int i = 0; i < 20; i++) {
      Charge charge = limits.requireMessage(page("192.0.2.7", "session"));
      assertThatThrownBy(() ->
              charge.pays(() -> {
                throw new IllegalStateException("away");
              }))
          .hasMessage("away");
    }
    limits.requireMessage(page("192.0.2.7", "session")).pays(() -> {});
    ask(page("192.0.2.7", "session"), 1);
    assertRefused(page("192.0.2.7", "session"), Duration.ofMinutes(30));
  }

  @Test
  void countCallsBesideMessages() {
    Caller page = page("192.0.2.7");
    for (int i = 0; i < 5; i++) {
      limits.requireCall(page);
    }
    assertRefusal(() -> limits.requireCall(page), Duration.ofSeconds(12));
    ask(page, 1);
    for (int i = 0; i < 50; i++) {
      limits.requireCall(backend(SHOP));
    }
    assertRefusal(() -> limits.requireCall(backend(SHOP)), Duration.ofMillis(1200));
  }

  @Test
  void letIn() {
    ask(page("192.0.2.7"), 3);
    time.move(Duration.ofMinutes(20));
    ask(page("192.0.2.7"), 1);
    assertRefused(page("192.0.2.7"), Duration.ofMinutes(20));
  }

  private EdgeLimits limits(Map<String, String> settings) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "phoneproof.limits.address-messages", "3/1h",
                "phoneproof.limits.address-calls", "5/1m",
                "phoneproof.limits.session-messages", "2/1h"));
    all.putAll(settings);
    return new EdgeLimits(LimitSettingsTest.bind(all), new SecureRandom(), time);
  }

  private void ask(Caller caller, int times) {
    for (int i = 0; i < times; i++) {
      limits.requireMessage(caller);
    }
  }

  private void askFromPages(int addresses) {
    for (int i = 0; i < addresses; i++) {
      ask(page("203.0.113." + i), 1);
    }
  }

  private void assertRefused(Caller caller, Duration wait) {
    assertRefusal(() -> limits.requireMessage(caller), wait);
  }

  private static void assertRefusal(Runnable call, Duration wait) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> {
              assertThat(refusal.problem().code()).isEqualTo(ProblemCode.RATE_LIMITED);
              assertThat(refusal.problem().retryAfter()).isEqualTo(wait);
              assertThat(refusal.problem().members()).isEmpty();
            });
  }

  private static Caller backend(Client client) {
    return new Caller(client, Kind.API, "203.0.113.1", null);
  }

  private static Caller page(String address) {
    return page(address, null);
  }

  private static Caller page(String address, @Nullable String session) {
    return new Caller(SHOP, Kind.OWN_PAGE, address, session);
  }
}
