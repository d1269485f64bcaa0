package dev.phoneproof.examples.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.UUID;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway and a worker, as far as a backend sees of them. */
final class PlayedPhoneProof implements AutoCloseable {

  static final String ISSUER = "https://verify.example";

  private final ECKey key = key("one");
  private final HttpServer server;
  private volatile JsonNode asked;
  private volatile String apiKey;

  PlayedPhoneProof() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    server.createContext("/v1/verifications", this::begin);
    server.createContext(
        "/.well-known/jwks.json",
        exchange -> answer(exchange, 200, new JWKSet(key).toString(true)));
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void begin(HttpExchange exchange) throws IOException {
    apiKey = exchange.getRequestHeaders().getFirst("X-API-Key");
    asked = new JsonMapper().readTree(exchange.getRequestBody().readAllBytes());
    answer(exchange, 202, "{\"id\":\"" + UUID.randomUUID() + "\",\"token\":\"t\"}");
  }

  /** What was asked for last. */
  JsonNode asked() {
    return asked;
  }

  String apiKey() {
    return apiKey;
  }

  String sign(JWTClaimsSet claims) {
    return sign(claims, header -> header, key);
  }

  String sign(JWTClaimsSet claims, UnaryOperator<JWSHeader.Builder> change, ECKey with) {
    JWSHeader.Builder header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .keyID("one")
            .type(new JOSEObjectType("phoneproof+jwt"));
    SignedJWT proof = new SignedJWT(change.apply(header).build(), claims);
    try {
      proof.sign(new ECDSASigner(with));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return proof.serialize();
  }

  ECKey key() {
    return key;
  }

  static ECKey key(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
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
