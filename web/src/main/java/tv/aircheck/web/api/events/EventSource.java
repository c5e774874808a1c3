package tv.aircheck.web.api.events;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import tv.aircheck.index.AuditRow;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexChange;
import tv.aircheck.index.TakeRow;

/**
 * Finds out what changes in the index mean. What people do comes from the audit, so that what a
 * command in another process did is told like all else. Blocks; one thread.
 */
final class EventSource {
  private static final int LINES_AT_ONCE = 500;

  private final Index index;
  private long auditedUpTo;

  EventSource(Index index) {
    this.index = index;
    this.auditedUpTo = index.audit().lastId();
  }

  /** What this process wrote. */
  void tell(List<IndexChange> changes, BiConsumer<EventType, BroadcastRow> told) {
    for (IndexChange change : changes) {
      switch (change.kind()) {
        case WENT_LIVE ->
            show(change.broadcastId()).ifPresent(row -> told.accept(EventType.WENT_LIVE, row));
        case ENDED ->
            show(change.broadcastId()).ifPresent(row -> told.accept(EventType.ENDED, row));
        case GREW ->
            index
                .takes()
                .find(change.takeSeq())
                .map(TakeRow::broadcastId)
                .flatMap(this::show)
                .ifPresent(row -> told.accept(EventType.SEGMENT_STORED, row));
        case AUDITED -> {
          // Told by audited, as is what others wrote.
        }
      }
    }
  }

  /** What anybody noted in the audit since the last time. */
  void audited(BiConsumer<EventType, BroadcastRow> told) {
    for (AuditRow line : newLines()) {
      Optional<EventType> type = EventType.of(line.action());
      if (type.isPresent()) {
        show(line.subject()).ifPresent(row -> told.accept(type.get(), row));
      }
    }
  }

  /**
   * Nobody wants to know.
   *
   * @return whether there was something to be told
   */
  boolean skip() {
    long before = auditedUpTo;
    auditedUpTo = index.audit().lastId();
    return auditedUpTo != before;
  }

  private List<AuditRow> newLines() {
    List<AuditRow> lines = index.audit().after(auditedUpTo, LINES_AT_ONCE);
    if (!lines.isEmpty()) {
      auditedUpTo = lines.get(lines.size() - 1).id();
    }
    return lines;
  }

  private Optional<BroadcastRow> show(String id) {
    return index.broadcasts().find(id);
  }
}
