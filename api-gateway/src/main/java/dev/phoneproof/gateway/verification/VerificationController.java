package dev.phoneproof.gateway.verification;

import dev.phoneproof.events.OtpCancelRequested;
import dev.phoneproof.events.Status;
import dev.phoneproof.gateway.access.Caller;
import dev.phoneproof.gateway.access.Token;
import dev.phoneproof.gateway.access.VerificationAccess;
import dev.phoneproof.gateway.view.Seen;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** Tells how verifications stand, and cancels them. */
@RestController
final class VerificationController {

  private final Verifications verifications;
  private final VerificationAccess access;
  private final PageTokens pageTokens;
  private final Ids ids;

  VerificationController(
      Verifications verifications, VerificationAccess access, PageTokens pageTokens, Ids ids) {
    this.verifications = verifications;
    this.access = access;
    this.pageTokens = pageTokens;
    this.ids = ids;
  }

  @GetMapping(Verifications.PATH + "/{id}")
  ResponseEntity<Map<String, Object>> read(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      HttpServletRequest http,
      HttpServletResponse response,
      @PathVariable String id) {
    Token token = access.require(caller, http, id);
    Preferences preferences = Preferences.of(http.getHeaders(Preferences.HEADER));
    Duration wait = preferences.patience().orElse(Duration.ZERO);
    Optional<Revision> known = Revision.known(http.getHeaders(HttpHeaders.IF_NONE_MATCH));
    Predicate<Seen> enough = known.<Predicate<Seen>>map(this::newerThan).orElse(this::isDecided);
    Seen seen = verifications.await(token, enough, wait);
    pageTokens.told(caller, response, token, seen);
    HttpHeaders headers = new HttpHeaders();
    if (preferences.patience().isPresent()) {
      headers.set(Preferences.APPLIED, "wait=" + wait.toSeconds());
    }
    if (known.isPresent() && !newerThan(known.get()).test(seen)) {
      headers.setETag(known.get().tag());
      return new ResponseEntity<>(headers, HttpStatus.NOT_MODIFIED);
    }
    headers.setETag(Revision.of(seen, verifications.now()).tag());
    return new ResponseEntity<>(verifications.state(seen, token), headers, HttpStatus.OK);
  }

  /**
   * Ended as canceled already is what the caller wants; ended otherwise it cannot be. A page of
   * ours is rid of its token at once, for the person wants to type another number.
   */
  @DeleteMapping(Verifications.PATH + "/{id}")
  ResponseEntity<Map<String, Object>> cancel(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      HttpServletRequest http,
      HttpServletResponse response,
      @PathVariable String id) {
    Token token = access.require(caller, http, id);
    Seen seen = verifications.seen(token);
    if (!seen.state().status().isFinal()) {
      verifications.publish(
          ids.cancel(token.clientId(), token.id()),
          new OtpCancelRequested(token.id(), token.clientId()));
    } else if (seen.state().status() != Status.CANCELED) {
      throw pageTokens.ended(caller, response, token, seen);
    }
    access.end(caller, response, token, Duration.ZERO);
    return ResponseEntity.accepted().body(verifications.state(verifications.seen(token), token));
  }

  private Predicate<Seen> newerThan(Revision known) {
    return seen -> Revision.of(seen, verifications.now()).isNewerThan(known);
  }

  private boolean isDecided(Seen seen) {
    Status status = seen.stateAt(verifications.now()).status();
    return status != Status.REQUESTED && status != Status.SENDING;
  }
}
