package dev.phoneproof.worker.operator;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import tools.jackson.databind.json.JsonMapper;

class CallRecordingFilterTest {

  private final Recorded recorded = new Recorded();
  private final CallRecordingFilter filter =
      new CallRecordingFilter(recorded, new Problems(new JsonMapper()));
  private final MockHttpServletRequest request =
      new MockHttpServletRequest("GET", "/operator/v1/things/385911234567");
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @BeforeEach
  void callAsAna() {
    request.addHeader("X-Reason", "INC-471");
    SecurityContextHolder.getContext()
        .setAuthentication(
            UsernamePasswordAuthenticationToken.authenticated("ana", null, List.of()));
  }

  @AfterEach
  void forgetAna() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void answersNothingThatCannotBeWrittenDown() throws Exception {
    recorded.databaseIsAway = true;
    filter.doFilter(request, response, answering("the secret"));
    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getContentAsString()).contains("unavailable").doesNotContain("secret");
  }

  @Test
  void writesACallDownBeforeItIsAnswered() throws Exception {
    recorded.before = () -> assertThat(response.isCommitted()).isFalse();
    filter.doFilter(request, response, answering("an answer"));
    assertThat(recorded.calls).containsExactly("ana GET /operator/v1/things/* INC-471 done");
    assertThat(response.getContentAsString()).isEqualTo("an answer");
  }

  @Test
  void writesDownWhatFailed() throws Exception {
    filter.doFilter(
        request,
        response,
        (call, answer) -> {
          answer.getWriter().write("half of the secret");
          throw new ServletException("a bug");
        });
    assertThat(recorded.calls)
        .containsExactly("ana GET /operator/v1/things/* INC-471 internal_error");
    assertThat(response.getStatus()).isEqualTo(500);
    assertThat(response.getContentAsString()).doesNotContain("secret");
  }

  private static FilterChain answering(String text) {
    return (call, answer) -> answer.getWriter().write(text);
  }

  private static final class Recorded extends OperatorCalls {

    private final List<String> calls = new ArrayList<>();
    private Runnable before = () -> {};
    private boolean databaseIsAway;

    Recorded() {
      super(JdbcClient.create(new org.springframework.jdbc.datasource.DriverManagerDataSource()));
    }

    @Override
    void add(String operator, String call, @Nullable String reason, String outcome) {
      if (databaseIsAway) {
        throw new DataAccessResourceFailureException("away");
      }
      before.run();
      calls.add(operator + " " + call + " " + reason + " " + outcome);
    }
  }
}
