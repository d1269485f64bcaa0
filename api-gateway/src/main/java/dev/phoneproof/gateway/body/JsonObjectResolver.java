package dev.phoneproof.gateway.body;

import dev.phoneproof.gateway.problem.Problem;
import dev.phoneproof.gateway.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads a body into a {@link JsonObject}: never more than 16 kB of it, chunked or not. */
@Component
public final class JsonObjectResolver implements HandlerMethodArgumentResolver {

  private static final int MAX_BYTES = 16 * 1024;

  JsonObjectResolver() {}

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == JsonObject.class;
  }

  @Override
  public JsonObject resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
    if (http == null) {
      throw new IllegalStateException("not an HTTP request");
    }
    if (http.getContentLengthLong() > MAX_BYTES) {
      throw Problem.of(ProblemCode.BODY_TOO_LARGE).thrown();
    }
    byte[] body = read(http);
    if (body.length > MAX_BYTES) {
      throw Problem.of(ProblemCode.BODY_TOO_LARGE).thrown();
    }
    if (body.length > 0 && !isJson(http.getContentType())) {
      throw Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE).thrown();
    }
    return JsonObject.parse(body);
  }

  private static byte[] read(HttpServletRequest request) {
    try {
      return request.getInputStream().readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      // Broken chunks, or a caller who stopped in the middle.
      throw Problem.of(ProblemCode.INVALID_REQUEST).thrown();
    }
  }

  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    try {
      return MediaType.APPLICATION_JSON.equalsTypeAndSubtype(MediaType.parseMediaType(contentType));
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }
}
