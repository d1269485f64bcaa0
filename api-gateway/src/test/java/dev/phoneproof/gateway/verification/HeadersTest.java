package dev.phoneproof.gateway.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.gateway.access.Caller;
import dev.phoneproof.gateway.access.TestClients;
import dev.phoneproof.gateway.problem.ProblemException;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

  private static final Caller BACKEND = caller(Caller.Kind.API);
  private static final Caller BROWSER = caller(Caller.Kind.OWN_PAGE);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          wait=10                 | 10 | false
          wait=10, respond-async  | 10 | true
          RESPOND-ASYNC , Wait=5  | 5  | true
          wait="7"                | 7  | false
          wait=0                  | 0  | false
          wait=31                 | 30 | false
          wait=999999999          | 30 | false
          wait=9999999999         |    | false
          wait=-1                 |    | false
          wait=soon               |    | false
          wait                    |    | false
          respond-async           |    | true
          return=minimal          |    | false
          """)
  void readsPreferences(String header, @Nullable Long seconds, boolean async) {
    Preferences read = Preferences.of(headers(header));
    assertThat(read.patience()).isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
    assertThat(read.respondAsync()).isEqualTo(async);
  }

  @Test
  void readsPreferencesFromSeveralHeaders() {
    Preferences read = Preferences.of(headers("respond-async", "wait=3", "wait=9"));
    assertThat(read).isEqualTo(new Preferences(true, Optional.of(Duration.ofSeconds(3))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "2"               | 2  | false
          W/"2"             | 2  | false
          "2", "10", "3"    | 10 | false
          "2", "2+no_answer"| 2  | true
          "0"               | 0  | false
          """)
  void readsKnownRevisions(String header, int number, boolean noAnswer) {
    assertThat(Revision.known(headers(header))).contains(new Revision(number, noAnswer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "2", "\"x\"", "\"-1\"", "\"12345678901\"", ""})
  void ignoresOtherEntityTags(String header) {
    assertThat(Revision.known(headers(header))).isEmpty();
  }

  @Test
  void ordersRevisions() {
    Revision two = new Revision(2, false);
    assertThat(new Revision(3, false).isNewerThan(two)).isTrue();
    assertThat(two.isNewerThan(two)).isFalse();
    assertThat(new Revision(1, true).isNewerThan(two)).isFalse();
    assertThat(new Revision(2, true).isNewerThan(two)).isTrue();
    assertThat(two.isNewerThan(new Revision(2, true))).isFalse();
    assertThat(two.tag()).isEqualTo("\"2\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "order-17", "3f1e7c2a-8d43-4b52-9a7e-1c2d3e4f5a6b"})
  void takesAnyVisibleKeyFromABackend(String key) {
    assertThat(IdempotencyKey.of(key, BACKEND)).isEqualTo(new IdempotencyKey(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ä", "\t"})
  void refusesKeysOfAnotherForm(String key) {
    assertThatThrownBy(() -> IdempotencyKey.of(key, BACKEND)).isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> IdempotencyKey.of("x".repeat(129), BACKEND))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void takesOnlyRandomUuidsFromABrowser() {
    assertThat(IdempotencyKey.of("3f1e7c2a-8d43-4b52-9a7e-1c2d3e4f5a6b", BROWSER)).isNotNull();
    assertThat(IdempotencyKey.of(null, BROWSER)).isNull();
    for (String guessable :
        List.of(
            "order-17",
            "3f1e7c2a-8d43-1b52-9a7e-1c2d3e4f5a6b",
            "3f1e7c2a8d434b529a7e1c2d3e4f5a6b")) {
      assertThatThrownBy(() -> IdempotencyKey.of(guessable, BROWSER))
          .isInstanceOf(ProblemException.class);
    }
  }

  private static Enumeration<String> headers(String... values) {
    return Collections.enumeration(List.of(values));
  }

  private static Caller caller(Caller.Kind kind) {
    return new Caller(TestClients.client("shop", 600, 6_000), kind, null, null);
  }
}
