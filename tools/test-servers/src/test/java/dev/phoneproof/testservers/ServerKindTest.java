package dev.phoneproof.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerKindTest {

  @Test
  void usesDockerWhereAnEngineAnswers() {
    assertThat(ServerKind.choose(Optional.empty(), () -> true)).isEqualTo(ServerKind.DOCKER);
  }

  @Test
  void runsEmbeddedWhereNoneAnswers() {
    assertThat(ServerKind.choose(Optional.empty(), () -> false)).isEqualTo(ServerKind.EMBEDDED);
  }

  @Test
  void obeysTheSetting() {
    assertThat(ServerKind.choose(Optional.of("embedded"), () -> true))
        .isEqualTo(ServerKind.EMBEDDED);
    assertThat(ServerKind.choose(Optional.of("Docker"), () -> false)).isEqualTo(ServerKind.DOCKER);
  }

  @Test
  void refusesAnUnknownSetting() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerKind.choose(Optional.of("podman"), () -> true))
        .withMessageContaining("neither docker nor embedded");
  }
}
