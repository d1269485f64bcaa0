package dev.phoneproof.acceptance.privacy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks for many needles at once, in bytes: what a file holds need not be text. */
final class Search {

  /** The first bytes of a needle, by which most places are passed over. */
  private static final int START = 4;

  private final BitSet starts = new BitSet(1 << 16);
  private final Map<Integer, List<Needle>> byStart = new HashMap<>();
  private final Collection<String> hits = new TreeSet<>();
  private long searched;

  Search forAll(Collection<Needles> all) {
    all.forEach(needles -> needles.forms().forEach(this::add));
    return this;
  }

  private void add(String name, byte[] bytes) {
    if (bytes.length < START + 2) {
      throw new IllegalArgumentException(name + " is too short to mean anything");
    }
    starts.set(two(bytes, 0));
    byStart.computeIfAbsent(four(bytes, 0), _ -> new ArrayList<>()).add(new Needle(name, bytes));
  }

  Search inText(String where, String text) {
    return inBytes(where, text.getBytes(StandardCharsets.UTF_8));
  }

  Search inFile(Path file) {
    try {
      return inBytes(file.toString(), Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return this; // Servers delete files of theirs at any time.
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** All files below; Kafka's indexes have offsets only, and room for megabytes of them. */
  Search inFilesBelow(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith("index"))
          .forEach(this::inFile);
      return this;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  Search inBytes(String where, byte[] bytes) {
    searched += bytes.length;
    for (int at = 0; at + START <= bytes.length; at++) {
      if (starts.get(two(bytes, at))) {
        look(where, bytes, at);
      }
    }
    return this;
  }

  private void look(String where, byte[] bytes, int at) {
    for (Needle needle : byStart.getOrDefault(four(bytes, at), List.of())) {
      int end = at + needle.bytes.length;
      if (end <= bytes.length && Arrays.equals(bytes, at, end, needle.bytes, 0, end - at)) {
        hits.add(needle.name + " in " + where);
      }
    }
  }

  private static int two(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  private static int four(byte[] bytes, int at) {
    return two(bytes, at) << 16 | two(bytes, at + 2);
  }

  /** What was found and where; empty when nothing was. */
  Collection<String> hits() {
    return hits;
  }

  /** How many bytes were looked through. */
  long searched() {
    return searched;
  }

  private record Needle(String name, byte[] bytes) {}
}
