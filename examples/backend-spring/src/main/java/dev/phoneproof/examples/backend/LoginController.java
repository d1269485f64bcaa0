package dev.phoneproof.examples.backend;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClientException;

/**
 * Logs a person in who knows the password and holds the number that we have of them. The number
 * never comes from the browser; with the token the page submits the PIN to the gateway itself.
 */
@RestController
class LoginController {

  private static final Logger LOG = LoggerFactory.getLogger(LoginController.class);
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final Map<String, Login> waiting = new ConcurrentHashMap<>();
  private final Users users;
  private final KnownDevices devices;
  private final PhoneProof phoneProof;
  private final ProofCheck proofs;
  private final RandomText random;
  private final Clock clock;

  LoginController(
      Users users,
      KnownDevices devices,
      PhoneProof phoneProof,
      ProofCheck proofs,
      RandomText random,
      Clock clock) {
    this.users = users;
    this.devices = devices;
    this.phoneProof = phoneProof;
    this.proofs = proofs;
    this.random = random;
    this.clock = clock;
  }

  /**
   * The password comes first: who does not know it cannot have messages sent to a user, use up the
   * user's limits, or learn who is one.
   */
  @PostMapping("/logins")
  ResponseEntity<Map<String, String>> begin(
      @RequestBody Map<String, String> body,
      @CookieValue(name = KnownDevices.COOKIE, required = false) @Nullable String device,
      HttpServletRequest request) {
    String user = text(body, "user");
    String number = users.numberOf(user, text(body, "password"));
    if (number == null) {
      return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
    }
    String nonce = random.next();
    PhoneProof.Begun begun =
        phoneProof.begin(
            new PhoneProof.Wanted(
                number,
                Login.PURPOSE,
                nonce,
                devices.isKnown(user, device),
                // Behind a proxy of yours: set server.forward-headers-strategy, or it is the
                // proxy's address.
                request.getRemoteAddr()));
    String id = keep(new Login(user, number, begun.id(), nonce, clock.instant().plus(PATIENCE)));
    return ResponseEntity.ok(
        Map.of("login", id, "verification", begun.id(), "token", begun.token()));
  }

  @PostMapping("/logins/{id}/proof")
  ResponseEntity<Map<String, String>> finish(
      @PathVariable String id, @RequestBody Map<String, String> body) {
    Login login = waiting.get(id);
    if (login == null || login.isOver(clock.instant())) {
      return ResponseEntity.notFound().build();
    }
    ProofCheck.Result result = proofs.check(body.get("proof"), login);
    if (!result.isAccepted()) {
      LOG.info("Refused a proof for {}: {}", login, result.failed());
      return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
    }
    waiting.remove(id);
    // Here a real backend begins its session.
    return ResponseEntity.ok()
        .header(HttpHeaders.SET_COOKIE, devices.remember(login.user()).toString())
        .body(Map.of("user", login.user()));
  }

  /** No word about the person or the proof: the page may send the same again. */
  @ExceptionHandler({RestClientException.class, JwtException.class})
  ResponseEntity<Void> phoneProofCannotBeAsked(Exception e) {
    LOG.warn("PhoneProof cannot be asked: {}", e.getMessage());
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
  }

  private String keep(Login login) {
    Instant now = clock.instant();
    waiting.values().removeIf(other -> other.isOver(now));
    String id = random.next();
    waiting.put(id, login);
    return id;
  }

  private static String text(Map<String, String> body, String member) {
    return Objects.requireNonNullElse(body.get(member), "");
  }
}
