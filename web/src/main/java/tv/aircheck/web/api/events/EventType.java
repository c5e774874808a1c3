package tv.aircheck.web.api.events;

import java.util.Optional;
import tv.aircheck.index.AuditAction;

/** What may have happened to a show. */
enum EventType {
  WENT_LIVE,
  ENDED,
  SEGMENT_STORED,
  TITLE_CHANGED,
  /** Locked, unlocked, or shown to others than before. */
  CHANGED,
  /** Deleted, and to be had back. */
  MARKED,
  RESTORED,
  /** Some were missed: nothing that was told still holds. */
  RESET;

  /** What a line in the audit tells; nothing for what concerns nobody who watches. */
  static Optional<EventType> of(AuditAction action) {
    return switch (action) {
      case TITLED -> Optional.of(TITLE_CHANGED);
      case LOCKED, UNLOCKED, VISIBILITY_SET -> Optional.of(CHANGED);
      case MARKED -> Optional.of(MARKED);
      case RESTORED -> Optional.of(RESTORED);
      default -> Optional.empty();
    };
  }
}
