package dev.phoneproof.events;

import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Paths of the members in a piece of JSON, such as {@code transaction/amount}. */
final class Paths {

  private Paths() {}

  static Set<String> of(JsonNode json) {
    Set<String> paths = new TreeSet<>();
    collect("", json, paths);
    return paths;
  }

  private static void collect(String prefix, JsonNode json, Set<String> paths) {
    json.properties()
        .forEach(member -> {
          paths.add(prefix + member.getKey());
          collect(prefix + member.getKey() + "/", member.getValue(), paths);
        });
  }
}
