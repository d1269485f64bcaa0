package dev.phoneproof.worker.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phoneproof.worker.kafka.Position;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Replays records on demand. */
@RestController
final class ReplaysController {

  private static final Logger LOG = LoggerFactory.getLogger(ReplaysController.class);

  private final Replays replays;

  ReplaysController(Replays replays) {
    this.replays = replays;
  }

  @PostMapping(path = "/operator/v1/dead-letters/replays", consumes = "application/json")
  Answer replay(@RequestBody JsonNode body, HttpServletRequest call) {
    List<Position> positions = ReplayRequest.positions(body);
    Map<Position, String> refused = replays.replay(positions);
    List<Letter> letters = positions.stream().map(one -> Letter.of(one, refused.get(one))).toList();
    long taken = letters.stream().filter(letter -> letter.reason() == null).count();
    CallOutcome.set(call, "taken " + taken + " refused " + (letters.size() - taken));
    LOG.info("Replayed: {}", letters);
    return new Answer(letters);
  }

  record Answer(List<Letter> letters) {}

  /**
   * What became of one.
   *
   * @param result {@code taken}: it is in the ledger, now or from before; or {@code refused}
   * @param reason why it was refused
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Letter(String topic, int partition, long offset, String result, @Nullable String reason) {

    static Letter of(Position position, @Nullable String refusal) {
      return new Letter(
          position.topic(),
          position.partition(),
          position.offset(),
          refusal == null ? "taken" : "refused",
          refusal);
    }
  }
}
