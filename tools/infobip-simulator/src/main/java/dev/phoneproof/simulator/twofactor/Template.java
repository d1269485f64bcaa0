package dev.phoneproof.simulator.twofactor;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message template as the contract shows it. */
public record Template(
    String messageId,
    String applicationId,
    String pinPlaceholder,
    String messageText,
    int pinLength,
    PinType pinType,
    String language,
    @Nullable String voiceName,
    @Nullable String senderId,
    @Nullable String repeatDTMF,
    @Nullable Double speechRate,
    @Nullable Map<String, Object> regional) {}
