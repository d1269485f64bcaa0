package dev.phoneproof.gateway.drain;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Has answers close their connections while the gateway leaves. Decided when the answer begins, not
 * when the call came in: a call may have waited since before.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DrainFilter extends OncePerRequestFilter {

  private final Drain drain;

  DrainFilter(Drain drain) {
    this.drain = drain;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Leaving answer = new Leaving(response);
    chain.doFilter(request, answer);
    answer.closeIfLeaving();
  }

  private final class Leaving extends HttpServletResponseWrapper {

    private Leaving(HttpServletResponse response) {
      super(response);
    }

    private void closeIfLeaving() {
      if (drain.hasBegun()) {
        // Without effect when the answer has gone out already. None is so long that it goes out
        // before it is flushed.
        setHeader(HttpHeaders.CONNECTION, "close");
      }
    }

    @Override
    public void flushBuffer() throws IOException {
      closeIfLeaving();
      super.flushBuffer();
    }
  }
}
