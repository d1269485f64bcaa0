package dev.phoneproof.worker.limit;

import java.time.Instant;
import java.util.UUID;

/**
 * A limit was reached.
 *
 * @param id of the verification, or of the resend
 * @param limit which one: for operators alone, for it may tell of others
 * @param retryAt when another try makes sense
 */
public record Refusal(UUID id, String limit, Instant retryAt) {}
