package dev.phoneproof.worker.limit;

import static dev.phoneproof.worker.limit.Counter.Window.DAY;
import static dev.phoneproof.worker.limit.Counter.Window.HOUR;

import dev.phoneproof.worker.client.ClientPolicy;
import dev.phoneproof.worker.client.Clients;
import dev.phoneproof.worker.limit.Counter.Scope;
import dev.phoneproof.worker.limit.Wish.Limit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which limits a message must keep. Whoever hammers a number uses up what belongs to the number
 * with <em>his</em> session, device and network. The number alone has a wide limit, and whoever has
 * a known device does not share even that with strangers.
 */
@Component
class LimitRules {

  private final LimitPolicy policy;
  private final Clients clients;

  LimitRules(LimitPolicy policy, Clients clients) {
    this.policy = policy;
    this.clients = clients;
  }

  /** Of the first message of a verification. */
  Wish ofRequest(Asked asked) {
    List<Limit> limits = new ArrayList<>();
    for (Counter own : ownCounters(asked)) {
      limits.add(new Limit(own, most(own)));
    }
    if (asked.wrongPins()) {
      ownCounters(asked).stream()
          .filter(own -> own.per() == DAY)
          .forEach(own -> limits.add(afterWrongPins(own)));
    }
    addMessage(asked, limits);
    return new Wish(asked.id(), limits);
  }

  /** More than one person can be behind a network, or behind a client that tells nothing. */
  private int most(Counter own) {
    boolean shared =
        own.scope() == Scope.NUMBER_AND_NETWORK || own.scope() == Scope.NUMBER_AND_CLIENT;
    return own.per() == HOUR
        ? shared ? policy.networkPerHour() : policy.originPerHour()
        : shared ? policy.networkPerDay() : policy.originPerDay();
  }

  /** One a day for each, so that whoever typed them does not use up the others' too. */
  private static Limit afterWrongPins(Counter own) {
    String detail = Counter.lower(own.scope()) + " " + own.detail();
    return perDay(Scope.WRONG_PINS, own.about(), detail, 1);
  }

  /** Of a message that comes again: its verification bounds how many there are. */
  Wish ofResend(Asked asked) {
    List<Limit> limits = new ArrayList<>();
    addMessage(asked, limits);
    return new Wish(asked.id(), limits);
  }

  /** An hour's and a day's for each origin that is known; evidence stands for itself alone. */
  private static List<Counter> ownCounters(Asked asked) {
    List<Counter> counters = new ArrayList<>();
    add(counters, asked, Scope.NUMBER_AND_DEVICE, asked.origin().deviceTag());
    if (counters.isEmpty() || !asked.onKnownDevice()) {
      add(counters, asked, Scope.NUMBER_AND_SESSION, asked.origin().sessionTag());
    }
    if (!asked.onKnownDevice()) {
      add(counters, asked, Scope.NUMBER_AND_NETWORK, asked.origin().originTag());
    }
    if (counters.isEmpty()) {
      Scope scope = asked.onKnownDevice() ? Scope.NUMBER_AND_CLIENTS_WORD : Scope.NUMBER_AND_CLIENT;
      add(counters, asked, scope, asked.clientId());
    }
    return counters;
  }

  private static void add(
      List<Counter> counters, Asked asked, Scope scope, @Nullable String detail) {
    if (detail != null) {
      counters.add(new Counter(scope, asked.numberHash(), detail, HOUR));
      counters.add(new Counter(scope, asked.numberHash(), detail, DAY));
    }
  }

  private void addMessage(Asked asked, List<Limit> limits) {
    if (!asked.onKnownDevice()) {
      limits.add(perDay(Scope.NUMBER, asked.numberHash(), "", policy.numberPerDay()));
    }
    ClientPolicy client = clients.of(asked.clientId());
    String id = HexFormat.of().formatHex(asked.clientId().getBytes(StandardCharsets.UTF_8));
    limits.add(
        perDay(Scope.COUNTRY_AND_CLIENT, id, asked.country(), client.messagesPerCountryAndDay()));
    limits.add(perDay(Scope.CLIENT, id, "", client.messagesPerDay()));
    limits.add(perDay(Scope.ALL, "", "", policy.messagesPerDay()));
  }

  private static Limit perDay(Scope scope, String about, String detail, int most) {
    return new Limit(new Counter(scope, about, detail, DAY), most);
  }
}
