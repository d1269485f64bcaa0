package dev.phoneproof.gateway.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import dev.phoneproof.events.EventCodec;
import dev.phoneproof.gateway.Call;
import dev.phoneproof.gateway.HttpTest;
import dev.phoneproof.gateway.ProofKeys;
import dev.phoneproof.gateway.settings.RefusedSettingException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JwksTest extends HttpTest {

  @Test
  void showsTheKeysToEverybodyForFiveMinutes() throws Exception {
    HttpResponse<String> answer = call("GET", "/.well-known/jwks.json").send();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().allValues("Cache-Control")).containsExactly("public, max-age=300");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(Call.json(answer)).isEqualTo(new JsonMapper().readTree(ProofKeys.PUBLIC));
    JWSObject proof = JWSObject.parse(vector().get("proof").stringValue());
    assertThat(
            proof.verify(
                new ECDSAVerifier(JWKSet.parse(answer.body()).getKeys().getFirst().toECKey())))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"x\" | \"d\":\"c2VjcmV0\",\"x\"",
        "\"sig\" | \"enc\"",
        "\"kid\" | \"kit\"",
        "P-256 | P-384",
        "\"keys\":[ | \"keys\":[],\"old\":["
      })
  void refusesKeysThatAreNotForThat(String from, String to) {
    assertThat(ProofKeys.PUBLIC).contains(from);
    assertThatThrownBy(() -> new ProofSettings(ProofKeys.PUBLIC.replace(from, to)))
        .isInstanceOf(RefusedSettingException.class)
        .hasMessageStartingWith("PHONEPROOF_PROOF_PUBLIC_KEYS must ")
        .hasMessageNotContaining("c2VjcmV0");
  }

  private static JsonNode vector() throws Exception {
    try (InputStream in = EventCodec.class.getResourceAsStream("vectors/proof.json")) {
      return new JsonMapper().readTree(in);
    }
  }
}
