package dev.phoneproof.examples.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A gateway and a worker, as far as a backend sees of them. It wants all that a backend should say
 * at a login, and shows keys for more algorithms than proofs are signed with.
 */
final class PlayedPhoneProof implements AutoCloseable {

  static final String ISSUER = "https://verify.example";
  static final String API_KEY = "the-key";
  static final String TOKEN_WITHOUT_NUMBER = "a token without the number";

  private static final String PATH = "/v1/verifications";
  private static final JsonMapper JSON = new JsonMapper();

  private final ECKey key = ecKey("one", Curve.P_256);
  private final ECKey p384Key = ecKey("p384", Curve.P_384);
  private final RSAKey rsaKey = rsaKey("rsa");
  private final HttpServer server;
  private volatile JsonNode asked = JSON.createObjectNode();
  private volatile String begun = "";
  private volatile boolean away;

  PlayedPhoneProof() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    server.createContext(PATH, unlessAway(this::verifications));
    server.createContext("/.well-known/jwks.json", unlessAway(this::keys));
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Whether every call is answered 503. */
  void away(boolean away) {
    this.away = away;
  }

  /** What was asked for last. */
  JsonNode asked() {
    return asked;
  }

  String sign(JWTClaimsSet claims) {
    return sign(claims, header(JWSAlgorithm.ES256, "one").build(), signer(key));
  }

  static String sign(JWTClaimsSet claims, JWSHeader header, JWSSigner signer) {
    SignedJWT proof = new SignedJWT(header, claims);
    try {
      proof.sign(signer);
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return proof.serialize();
  }

  static JWSHeader.Builder header(JWSAlgorithm algorithm, String keyId) {
    return new JWSHeader.Builder(algorithm).keyID(keyId).type(new JOSEObjectType("phoneproof+jwt"));
  }

  static JWSSigner signer(ECKey key) {
    try {
      return new ECDSASigner(key);
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** That of good proofs. */
  ECKey key() {
    return key;
  }

  /** Among the keys shown. */
  ECKey p384Key() {
    return p384Key;
  }

  /** Among the keys shown. */
  RSAKey rsaKey() {
    return rsaKey;
  }

  static ECKey ecKey(String id, Curve curve) {
    try {
      return new ECKeyGenerator(curve).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static RSAKey rsaKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private HttpHandler unlessAway(HttpHandler handler) {
    return exchange -> {
      if (away) {
        answer(exchange, 503, "{\"code\":\"unavailable\"}");
      } else {
        handler.handle(exchange);
      }
    };
  }

  private void keys(HttpExchange exchange) throws IOException {
    answer(exchange, 200, new JWKSet(List.of(key, p384Key, rsaKey)).toString(true));
  }

  private void verifications(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    if (!API_KEY.equals(exchange.getRequestHeaders().getFirst("X-API-Key"))) {
      answer(exchange, 401, "{\"code\":\"invalid_api_key\"}");
    } else if (path.equals(PATH)) {
      begin(exchange, JSON.readTree(body));
    } else if (path.equals(PATH + "/" + begun + "/tokens")) {
      answer(exchange, 200, state(Map.of("token", TOKEN_WITHOUT_NUMBER)));
    } else {
      answer(exchange, 404, "{\"code\":\"verification_not_found\"}");
    }
  }

  private void begin(HttpExchange exchange, JsonNode wanted) throws IOException {
    boolean whole =
        exchange.getRequestHeaders().containsKey("Idempotency-Key")
            && wanted.path("phoneNumber").asString("").startsWith("+")
            && wanted.path("purpose").asString("").equals("login")
            && wanted.path("nonce").asString("").length() >= 16
            && wanted.path("knownDevice").isBoolean()
            && wanted.path("endUserAddress").asString("").equals("127.0.0.1");
    if (!whole) {
      answer(exchange, 400, "{\"code\":\"invalid_request\"}");
      return;
    }
    asked = wanted;
    begun = UUID.randomUUID().toString();
    answer(
        exchange, 202, state(Map.of("maskedPhoneNumber", "+385…78", "token", "with the number")));
  }

  private String state(Map<String, String> more) {
    Map<String, String> state = new LinkedHashMap<>(more);
    state.put("id", begun);
    state.put("status", "REQUESTED");
    return JSON.writeValueAsString(state);
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    byte[] body = json.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
