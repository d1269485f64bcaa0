package dev.phoneproof.gateway.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;

/**
 * What browsers are told with every answer: do not keep it, run it, frame it or name it to others;
 * and over TLS, do not come back without. Spring Security's own writers, called here because its
 * filters do not see what Tomcat refuses by itself.
 */
final class AnswerHeaders {

  /** An answer is data; nothing in it is to be loaded or run. */
  private static final String NOTHING =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final List<HeaderWriter> WRITERS =
      List.of(
          new StaticHeadersWriter("Cache-Control", "no-store"),
          new XContentTypeOptionsHeaderWriter(),
          new XFrameOptionsHeaderWriter(XFrameOptionsMode.DENY),
          new ContentSecurityPolicyHeaderWriter(NOTHING),
          new ReferrerPolicyHeaderWriter(ReferrerPolicy.NO_REFERRER),
          sameOriginOnly(),
          // For this host alone: what stands beside it under the same name is not ours to change.
          new HstsHeaderWriter(31_536_000, false));

  private AnswerHeaders() {}

  static void write(HttpServletRequest request, HttpServletResponse response) {
    WRITERS.forEach(writer -> writer.writeHeaders(request, response));
  }

  private static HeaderWriter sameOriginOnly() {
    CrossOriginResourcePolicyHeaderWriter writer = new CrossOriginResourcePolicyHeaderWriter();
    writer.setPolicy(CrossOriginResourcePolicy.SAME_ORIGIN);
    return writer;
  }
}
