package dev.phoneproof.worker.operator;

import dev.phoneproof.events.Topics;
import dev.phoneproof.worker.kafka.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads which records are to be replayed, strictly: a default would be another record. */
final class ReplayRequest {

  /** The topics that bring work in. */
  static final Set<String> TOPICS = Set.of(Topics.REQUESTS, Topics.SUBMISSIONS, Topics.PRIVACY);

  private static final int MOST = 100;

  private ReplayRequest() {}

  static List<Position> positions(JsonNode body) {
    JsonNode letters = body.path("letters");
    if (!letters.isArray() || letters.isEmpty() || letters.size() > MOST) {
      throw new ProblemException(ProblemCode.INVALID_REQUEST);
    }
    List<Position> positions = new ArrayList<>();
    for (JsonNode letter : letters) {
      positions.add(position(letter));
    }
    return positions;
  }

  private static Position position(JsonNode letter) {
    String topic = letter.path("topic").asString("");
    JsonNode partition = letter.path("partition");
    JsonNode offset = letter.path("offset");
    if (!TOPICS.contains(topic)
        || !partition.isIntegralNumber()
        || !partition.canConvertToInt()
        || partition.asInt() < 0
        || !offset.isIntegralNumber()
        || !offset.canConvertToLong()
        || offset.asLong() < 0) {
      throw new ProblemException(ProblemCode.INVALID_REQUEST);
    }
    return new Position(topic, partition.asInt(), offset.asLong());
  }
}
