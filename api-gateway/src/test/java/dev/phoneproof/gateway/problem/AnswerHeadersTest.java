package dev.phoneproof.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class AnswerHeadersTest {

  private final MockHttpServletRequest request = new MockHttpServletRequest();
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  /** Whoever comes without TLS would be told by anybody on the way. */
  @Test
  void demandTlsOnlyOfWhoUsesIt() {
    AnswerHeaders.write(request, response);
    assertThat(response.getHeader("Strict-Transport-Security")).isNull();
    assertThat(response.getHeader("X-Frame-Options")).isEqualTo("DENY");

    request.setSecure(true);
    AnswerHeaders.write(request, response);
    assertThat(response.getHeader("Strict-Transport-Security")).isEqualTo("max-age=31536000");
    assertThat(response.getHeaders("X-Frame-Options")).hasSize(1);
  }
}
