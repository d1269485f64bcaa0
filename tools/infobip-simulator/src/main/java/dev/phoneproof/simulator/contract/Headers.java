package dev.phoneproof.simulator.contract;

import org.jspecify.annotations.Nullable;

/**
 * The headers that the contract speaks of. {@code authorization} holds a key, so it is not printed.
 */
public record Headers(
    @Nullable String authorization, @Nullable String contentType, @Nullable String accept) {
  @Override
  public String toString() {
    return "Headers[contentType=" + contentType + ", accept=" + accept + "]";
  }
}
