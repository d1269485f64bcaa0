package dev.phoneproof.gateway.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Puts on every answer the headers that none may lack: after it is known whether TLS was used. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class EveryAnswerFilter extends OncePerRequestFilter {

  private static final String MDC_KEY = "requestId";

  /** What Tomcat refuses before any filter comes here as an error only. */
  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    // Already there when an error is reported for a request that came through here.
    String known = response.getHeader(RequestIds.HEADER);
    String id = known == null ? RequestIds.of(request.getHeader(RequestIds.HEADER)) : known;
    response.setHeader(RequestIds.HEADER, id);
    AnswerHeaders.write(request, response);
    MDC.put(MDC_KEY, id);
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(MDC_KEY);
    }
  }
}
