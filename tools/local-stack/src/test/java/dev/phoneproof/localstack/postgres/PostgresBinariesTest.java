package dev.phoneproof.localstack.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {

  @TempDir private Path home;

  @Test
  void knowsTheNamesOfTheArchives() {
    assertThat(PostgresBinaries.archiveName("Linux", "amd64"))
        .isEqualTo("/postgres-linux-x86_64.txz");
    assertThat(PostgresBinaries.archiveName("Linux", "aarch64"))
        .isEqualTo("/postgres-linux-arm_64.txz");
  }

  @Test
  void areUnpackedAgainWhenAFileIsMissing() throws Exception {
    PostgresBinaries first = PostgresBinaries.below(home);
    Files.delete(first.program("initdb"));

    PostgresBinaries second = PostgresBinaries.below(home);

    assertThat(second).isEqualTo(first);
    assertThat(second.program("initdb")).isExecutable();
  }
}
