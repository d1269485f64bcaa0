package dev.phoneproof.gateway.proxy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Shows everybody behind it the request as it was sent to the first believed proxy. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ForwardedFilter extends OncePerRequestFilter {

  private final Proxies proxies;

  ForwardedFilter(ProxySettings settings) {
    this.proxies = new Proxies(settings);
  }

  /** Errors are answered over the same connection: their headers depend on it too. */
  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean believed = proxies.contain(request.getRemoteAddr());
    chain.doFilter(believed ? new ForwardedRequest(request, proxies) : request, response);
  }
}
