package dev.phoneproof.acceptance.privacy;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows that the search would find what it is to find, and nothing else. */
class SearchTest {

  private static final String NUMBER = "+385911234567";
  private static final String PIN = "7720194836";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+385911234567",
        "385911234567",
        "00385911234567",
        "0911234567",
        "x=911234567&y",
        "+385 91 123 4567",
        "091 123 4567",
        "091-123-4567",
        "091/1234567",
        "(091) 123-45-67",
        "+385 (91) 123 4567",
        "91.123.4567",
        "+385%2091%20123%204567",
        "+385+91+123+4567",
        "911 234 567",
        "9 11 23 45 67",
        "+385\u00a091\u00a0123\u00a04567"
      })
  void findsANumberHoweverItIsWritten(String text) {
    assertFound("log line " + text + " end");
  }

  static Stream<String> encoded() {
    return Stream.of(NUMBER, "385911234567", "0911234567", "091 123 4567", "+385 91 123 4567", PIN)
        .flatMap(SearchTest::encodings);
  }

  private static Stream<String> encodings(String text) {
    Stream<String> base64 =
        IntStream.range(0, 5)
            .mapToObj(before -> "{\"a\":" + "b".repeat(before) + text + "\",}c")
            .flatMap(json ->
                Stream.of(
                    Base64.getEncoder().encodeToString(json.getBytes(UTF_8)),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8)),
                    Base64.getMimeEncoder().encodeToString(json.getBytes(UTF_8))));
    boolean grouped = text.contains(" ");
    Stream<String> others =
        Stream.of(
            HexFormat.of().formatHex(text.getBytes(UTF_8)),
            HexFormat.of().withUpperCase().formatHex(text.getBytes(UTF_8)),
            each(text, "\\u%04x"),
            each(text, "\\u%04X"),
            each(text, "%%%02x"),
            each(text, "&#%d;"),
            "\"" + text + "\"");
    return grouped ? base64 : Stream.concat(base64, others);
  }

  private static String each(String text, String format) {
    return String.join("", text.chars().mapToObj(format::formatted).toList());
  }

  @ParameterizedTest
  @MethodSource("encoded")
  void findsWhatIsEncoded(String text) {
    assertFound(text);
  }

  @Test
  void findsWhatIsNoUtf8() {
    assertThat(search().inBytes("a column", ("x" + NUMBER).getBytes(UTF_16LE)).hits()).isNotEmpty();
    assertThat(search().inBytes("a column", ("x" + PIN).getBytes(UTF_16BE)).hits()).isNotEmpty();
    byte[] bigint = ByteBuffer.allocate(11).put((byte) 1).putLong(385911234567L).array();
    assertThat(search().inBytes("a column", bigint).hits()).isNotEmpty();
  }

  @Test
  void saysWhatWasFoundWhere() {
    assertThat(search().inText("the log", "to " + PIN).hits()).containsExactly("PIN in the log");
  }

  @Test
  void findsWhatStandsAtTheEdges(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("segment.log"), NUMBER.substring(4));
    Files.writeString(directory.resolve("segment.index"), NUMBER);
    Search search = search().inFilesBelow(directory);
    assertThat(search.hits()).singleElement().asString().endsWith("segment.log");
    assertThat(search.searched()).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+385 •• ••• 4567",
        "+385911234568",
        "2026-11-23T09:11:23.4567Z",
        "91123456",
        "91 123 456",
        "",
        "772019483"
      })
  void isSilentAboutTheMaskAndAboutOthers(String text) {
    assertThat(search().inText("a text", text).hits()).isEmpty();
  }

  private static void assertFound(String text) {
    assertThat(search().inText("a text", text).hits()).as(text).isNotEmpty();
  }

  private static Search search() {
    return new Search().forAll(List.of(Needles.ofNumber(NUMBER), Needles.ofSecret("PIN", PIN)));
  }
}
