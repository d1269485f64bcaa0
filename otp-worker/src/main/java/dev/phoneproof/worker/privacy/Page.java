package dev.phoneproof.worker.privacy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of many.
 *
 * @param rows each as a JSON object
 * @param next where the next page begins; null: there is none
 */
public record Page(List<Map<String, Object>> rows, @Nullable String next) {}
