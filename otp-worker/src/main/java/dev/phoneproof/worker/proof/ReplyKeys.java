package dev.phoneproof.worker.proof;

import dev.phoneproof.events.ReplyKey;
import dev.phoneproof.worker.storage.UnopenableException;
import dev.phoneproof.worker.storage.Vault;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The reply keys of a submission, sealed in its row: that of its event, and those of its repeats
 * that came while it was open.
 */
@Component
public class ReplyKeys {

  private static final Logger LOG = LoggerFactory.getLogger(ReplyKeys.class);

  /** Whoever repeats more often has given up on the first of them. */
  private static final int MOST = 4;

  private static final String SEPARATOR = ".";

  private final Vault vault;

  ReplyKeys(Vault vault) {
    this.vault = vault;
  }

  /** Keys for a row, the newest last; null when there is none. */
  public byte @Nullable [] seal(UUID submissionId, Collection<ReplyKey> keys) {
    if (keys.isEmpty()) {
      return null;
    }
    String text =
        keys.stream()
            .skip(Math.max(0, keys.size() - MOST))
            .map(ReplyKey::text)
            .collect(Collectors.joining(SEPARATOR));
    return vault.sealReplyKeys(submissionId, text);
  }

  /** The keys of a row with more of them, for the same row. */
  public byte @Nullable [] sealWith(
      UUID submissionId, byte @Nullable [] sealed, Collection<ReplyKey> more) {
    Set<ReplyKey> all = new LinkedHashSet<>(open(submissionId, sealed));
    all.addAll(more);
    return seal(submissionId, all);
  }

  List<ReplyKey> open(UUID submissionId, byte @Nullable [] sealed) {
    if (sealed == null) {
      return List.of();
    }
    try {
      String text = vault.openReplyKeys(submissionId, sealed);
      return Arrays.stream(text.split("\\.", -1)).map(ReplyKey::of).toList();
    } catch (UnopenableException e) {
      LOG.error("The reply keys of {} do not open: {}", submissionId, e.getMessage());
      return List.of();
    }
  }
}
