package dev.phoneproof.worker.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.worker.settings.RefusedSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorsTest {

  /** {@code printf %s first | sha256sum}. */
  private static final String FIRST =
      "a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e";

  /** {@code printf %s second | sha256sum}. */
  private static final String SECOND =
      "16367aacb67a4a017c8da8ab95682ccb390863780f7114dda0a0e0c55644c7c4";

  private static final String ANA =
      "{\"name\": \"ana\", \"roles\": [\"read\", \"act\"], \"keys\": [\"%s\", \"%s\"]}"
          .formatted(FIRST, SECOND);

  @Test
  void knowsAnOperatorByNameAndEitherKey() {
    Operators operators = Operators.parse("{\"operators\": [" + ANA + "]}");
    assertThat(operators.withKey("ana", "first").orElseThrow().roles())
        .containsExactly(Role.READ, Role.ACT);
    assertThat(operators.withKey("ana", "second")).isPresent();
    assertThat(operators.withKey("ana", FIRST)).isEmpty();
    assertThat(operators.withKey("leo", "first")).isEmpty();
  }

  @Test
  void knowsNobodyWithoutTheSetting() {
    assertThat(Operators.parse(" ").withKey("ana", "first")).isEmpty();
  }

  @Test
  void showsNoKey() {
    assertThat(
            Operators.parse("{\"operators\": [" + ANA + "]}")
                .withKey("ana", "first")
                .orElseThrow()
                .toString())
        .isEqualTo("Operator[ana [READ, ACT]]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ana | is not JSON",
        "{} | has no list \"operators\"",
        "{\"operators\": []} | has no list \"operators\"",
        "{\"operators\": [{}]} | has an operator whose name is not 1 to 64 of A-Z a-z 0-9 . _ -",
        "{\"operators\": [{\"name\": \"a:b\"}]} | has an operator whose name is not 1 to 64 of A-Z a-z 0-9 . _ -",
        "{\"operators\": [{\"name\": \"ana\"}]} | has an operator without roles",
        "{\"operators\": [{\"name\": \"ana\", \"roles\": [\"root\"]}]} | has a role that is not read, act or privacy",
        "{\"operators\": [{\"name\": \"ana\", \"roles\": [\"read\"]}]} | has an operator without one or two keys",
        "{\"operators\": [{\"name\": \"ana\", \"roles\": [\"read\"], \"keys\": [\"secret\"]}]} | has a key that is not a SHA-256 in hexadecimal digits",
        "{\"operators\": [ANA, ANA]} | has an operator twice",
        "{\"operators\": [ANA, LEO]} | has a key twice"
      })
  void saysWhatIsWrongWithTheSettingAndRepeatsNoneOfIt(String setting, String fault) {
    String json = setting.replace("ANA", ANA).replace("LEO", ANA.replace("ana", "leo"));
    assertThatThrownBy(() -> Operators.parse(json))
        .isInstanceOf(RefusedSettingException.class)
        .hasMessage("PHONEPROOF_OPERATORS " + fault);
  }
}
