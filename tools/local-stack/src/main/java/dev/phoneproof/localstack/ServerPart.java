package dev.phoneproof.localstack;

import dev.phoneproof.localstack.supervision.Part;
import dev.phoneproof.localstack.supervision.RunningPart;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Kafka or PostgreSQL. */
record ServerPart(String name, Path log, Supplier<RunningPart> starter) implements Part {

  @Override
  public RunningPart start() {
    return starter.get();
  }
}
