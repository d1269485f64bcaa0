package dev.phoneproof.worker.limit;

import static dev.phoneproof.worker.limit.Asking.RULES;
import static dev.phoneproof.worker.limit.Asking.from;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phoneproof.events.Origin;
import dev.phoneproof.worker.client.Clients;
import dev.phoneproof.worker.limit.Wish.Limit;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitRulesTest {

  private static final String[] MESSAGE = {
    "country_and_client_per_day 500000", "client_per_day 500000", "all_per_day 100000"
  };

  @Test
  void countsANumberWithEachOriginThatIsKnownAndThenAlone() {
    assertThat(request(new Origin("net", "session", "device", null)))
        .startsWith(
            "number_and_device_per_hour 5",
            "number_and_device_per_day 10",
            "number_and_session_per_hour 5",
            "number_and_session_per_day 10",
            "number_and_network_per_hour 10",
            "number_and_network_per_day 20",
            "number_per_day 120")
        .endsWith(MESSAGE);
  }

  @Test
  void countsANumberWithItsClientWhenNothingElseIsKnown() {
    assertThat(request(Origin.UNKNOWN))
        .startsWith(
            "number_and_client_per_hour 10", "number_and_client_per_day 20", "number_per_day 120")
        .endsWith(MESSAGE);
  }

  @Test
  void countsAKnownDeviceAloneWhateverOthersDo() {
    assertThat(request(new Origin("net", "session", "device", true)))
        .startsWith("number_and_device_per_hour 5", "number_and_device_per_day 10", MESSAGE[0])
        .hasSize(5);
    assertThat(request(new Origin("net", "session", null, true)))
        .startsWith("number_and_session_per_hour 5", "number_and_session_per_day 10", MESSAGE[0])
        .hasSize(5);
  }

  @Test
  void countsTheClientsWordApartFromThoseForWhomItSaysNothing() {
    assertThat(request(new Origin("net", null, null, true)))
        .startsWith(
            "number_and_clients_word_per_hour 5", "number_and_clients_word_per_day 10", MESSAGE[0])
        .hasSize(5);
  }

  @Test
  void tellsNumbersSessionsAndClientsApart() {
    Counter counter = counter(from(Asking.session("a")));
    assertThat(counter(from(Asking.session("a")))).isEqualTo(counter);
    assertThat(counter(from(Asking.session("b")))).isNotEqualTo(counter);
    assertThat(counter(from(new Origin(null, null, "a", null)))).isNotEqualTo(counter);
    assertThat(counter(Asking.of("bank", Origin.UNKNOWN, false)))
        .isNotEqualTo(counter(from(Origin.UNKNOWN)));
  }

  @Test
  void leavesEachOriginOneVerificationADayWhenTooManyWrongPinsWereTyped() {
    assertThat(texts(RULES.ofRequest(Asking.of("shop", new Origin("n", "s", "d", null), true))))
        .filteredOn("wrong_pins_per_day 1"::equals)
        .hasSize(3);
    assertThat(wrongPins(new Origin("n1", "s1", null, null)))
        .hasSize(2)
        .doesNotContainAnyElementsOf(wrongPins(new Origin("n2", "s2", null, null)));
    assertThat(wrongPins(new Origin("one", null, null, null)))
        .doesNotContainAnyElementsOf(wrongPins(new Origin(null, "one", null, null)));
    assertThat(wrongPins(new Origin("n", "s1", null, null)))
        .containsAnyElementsOf(wrongPins(new Origin("n", "s2", null, null)));
  }

  @Test
  void leavesAKnownDeviceItsOwnVerificationADay() {
    Wish strangers = RULES.ofRequest(Asking.of("shop", Origin.UNKNOWN, true));
    Wish owners = RULES.ofRequest(Asking.of("shop", new Origin(null, null, "d", true), true));
    assertThat(texts(strangers)).contains("wrong_pins_per_day 1");
    assertThat(texts(owners)).contains("wrong_pins_per_day 1");
    assertThat(counters(owners)).doesNotContainAnyElementsOf(counters(strangers).subList(2, 4));
  }

  @Test
  void countsAResendAsAMessageOnly() {
    assertThat(texts(RULES.ofResend(from(Origin.UNKNOWN))))
        .startsWith("number_per_day 120")
        .endsWith(MESSAGE)
        .hasSize(4);
    assertThat(texts(RULES.ofResend(from(new Origin(null, null, null, true)))))
        .containsExactly(MESSAGE);
  }

  @Test
  void asksEachClientForItsOwnBudget() {
    LimitRules rules =
        new LimitRules(
            Asking.POLICY,
            Clients.parse(
                """
                {"clients": [{"id": "shop", "limits":
                  {"messagesPerDay": 70, "messagesPerCountryAndDay": 7}}]}
                """));
    assertThat(texts(rules.ofResend(from(Origin.UNKNOWN))))
        .contains("country_and_client_per_day 7", "client_per_day 70");
  }

  private static List<Counter> wrongPins(Origin origin) {
    return counters(RULES.ofRequest(Asking.of("shop", origin, true))).stream()
        .filter(counter -> counter.scope() == Counter.Scope.WRONG_PINS)
        .toList();
  }

  private static List<String> request(Origin origin) {
    return texts(RULES.ofRequest(from(origin)));
  }

  private static List<String> texts(Wish wish) {
    return wish.limits().stream().map(one -> one.counter().code() + " " + one.most()).toList();
  }

  private static List<Counter> counters(Wish wish) {
    return wish.limits().stream().map(Limit::counter).toList();
  }

  private static Counter counter(Asked asked) {
    return counters(RULES.ofRequest(asked)).getFirst();
  }
}
