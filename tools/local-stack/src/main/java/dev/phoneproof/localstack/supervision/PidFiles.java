package dev.phoneproof.localstack.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Which process runs a part, so that people and the next run can find it. */
public final class PidFiles {

  private final Path directory;

  public PidFiles(Path directory) {
    this.directory = directory;
  }

  public Path of(String part) {
    return directory.resolve(part + ".pid");
  }

  public void write(String part, long pid) {
    try {
      Files.writeString(of(part), pid + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void delete(String part) {
    try {
      Files.deleteIfExists(of(part));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The recorded process id; empty when there is none or the file is damaged. */
  public OptionalLong read(String part) {
    try {
      String text = Files.exists(of(part)) ? Files.readString(of(part)).strip() : "";
      return text.matches("\\d{1,9}")
          ? OptionalLong.of(Long.parseLong(text))
          : OptionalLong.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
