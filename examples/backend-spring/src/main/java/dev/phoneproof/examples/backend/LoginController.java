package dev.phoneproof.examples.backend;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Logs a person in who holds the number that we have of them. The number never comes from the
 * browser; with the token the page can submit the PIN to the gateway itself.
 */
@RestController
class LoginController {

  private static final Logger LOG = LoggerFactory.getLogger(LoginController.class);
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final Map<String, Login> waiting = new ConcurrentHashMap<>();
  private final BackendSettings settings;
  private final PhoneProof phoneProof;
  private final ProofCheck proofs;
  private final SecureRandom random;
  private final Clock clock;

  LoginController(
      BackendSettings settings,
      PhoneProof phoneProof,
      ProofCheck proofs,
      SecureRandom random,
      Clock clock) {
    this.settings = settings;
    this.phoneProof = phoneProof;
    this.proofs = proofs;
    this.random = random;
    this.clock = clock;
  }

  @PostMapping("/logins")
  ResponseEntity<Map<String, String>> begin(@RequestBody Map<String, String> body) {
    String user = body.getOrDefault("user", "");
    String number = settings.users().get(user);
    if (number == null) {
      return ResponseEntity.notFound().build();
    }
    Instant now = clock.instant();
    waiting.values().removeIf(login -> login.until().isBefore(now));
    String nonce = randomText();
    PhoneProof.Begun begun = phoneProof.begin(number, nonce);
    String id = randomText();
    waiting.put(id, new Login(user, number, begun.id(), nonce, now.plus(PATIENCE)));
    return ResponseEntity.ok(
        Map.of("login", id, "verification", begun.id(), "token", begun.token()));
  }

  @PostMapping("/logins/{id}/proof")
  ResponseEntity<Map<String, String>> finish(
      @PathVariable String id, @RequestBody Map<String, String> body) {
    Login login = waiting.get(id);
    if (login == null) {
      return ResponseEntity.notFound().build();
    }
    ProofCheck.Result result = proofs.check(body.getOrDefault("proof", ""), login);
    if (!result.isAccepted()) {
      LOG.info("Refused a proof for {}: {}", login, result.failed());
      return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
    }
    waiting.remove(id);
    // Here a real backend begins its session.
    return ResponseEntity.ok(Map.of("user", login.user()));
  }

  private String randomText() {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
