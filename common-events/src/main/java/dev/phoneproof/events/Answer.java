package dev.phoneproof.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one submission.
 *
 * @param submissionId the submission
 * @param verdict what became of it
 * @param retryAt when another try makes sense; null if nothing is known
 */
public record Answer(UUID submissionId, Verdict verdict, @Nullable Instant retryAt) {}
