package dev.phoneproof.gateway.proof;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the keys that proofs are checked with, to everybody. */
@RestController
final class JwksController {

  /** So long a backend may go without a new key: {@code docs/proof.md}, rotation. */
  private static final String CACHEABLE = "public, max-age=300";

  private final String keys;

  JwksController(ProofSettings settings) {
    this.keys = settings.json();
  }

  @GetMapping("/.well-known/jwks.json")
  ResponseEntity<String> keys(HttpServletResponse response) {
    // In place of the no-store that every answer has.
    response.setHeader(HttpHeaders.CACHE_CONTROL, CACHEABLE);
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(keys);
  }
}
