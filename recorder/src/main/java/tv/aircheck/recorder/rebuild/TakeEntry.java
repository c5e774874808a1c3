package tv.aircheck.recorder.rebuild;

import java.util.List;
import java.util.Optional;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.IndexReads;
import tv.aircheck.index.NewTake;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.index.Transaction;
import tv.aircheck.index.access.Caller;
import tv.aircheck.index.access.LedTo;
import tv.aircheck.recorder.BroadcastRule;
import tv.aircheck.recorder.BroadcastRule.Candidate;
import tv.aircheck.recorder.GapReason;
import tv.aircheck.recorder.OwnEnd;
import tv.aircheck.recorder.manifest.SegmentRows;
import tv.aircheck.segmenter.TakeIdentity;

/** Enters takes and segments that no manifest knows, as the recorder would have entered them. */
final class TakeEntry {
  /** Only its origin knows which it is; all that come are asked. */
  private static final String UNKNOWN_ORIGIN = "";

  private static final String OPENED_BY = "PUBLISH";

  private final BroadcastRule rule;
  private final long nowMs;

  TakeEntry(BroadcastRule rule, long nowMs) {
    this.rule = rule;
    this.nowMs = nowMs;
  }

  /** The take's seq; entered into the broadcast that it belongs to when it is new. */
  long open(Transaction tx, TakeIdentity take) {
    Optional<TakeRow> known = tx.takes().find(take.takeId());
    if (known.isPresent()) {
      return known.get().seq();
    }
    ChannelName channel = new ChannelName(take.app(), take.name());
    long channelId = tx.channels().ensure(channel, take.startedAtMs());
    String broadcast =
        tx.broadcasts()
            .at(channel, take.startedAtMs(), LedTo.of(Caller.OPEN, channel))
            .map(row -> candidate(tx, row))
            .filter(candidate -> rule.joins(candidate, take.startedAtMs(), false))
            .map(Candidate::id)
            .orElse(take.takeId());
    tx.broadcasts().open(broadcast, channelId, take.startedAtMs());
    tx.broadcasts().resume(broadcast);
    return tx.takes()
        .open(
            new NewTake(
                take.takeId(), broadcast, UNKNOWN_ORIGIN, OPENED_BY, null, take.startedAtMs()));
  }

  private static Candidate candidate(IndexReads tx, BroadcastRow row) {
    boolean onAir = false;
    long lastEndedAtMs = row.startedAtMs();
    for (TakeRow take : tx.takes().ofBroadcast(row.id())) {
      onAir |= take.isOpen();
      lastEndedAtMs = take.isOpen() ? lastEndedAtMs : Math.max(lastEndedAtMs, take.end().atMs());
    }
    return new Candidate(row.id(), row.startedAtMs(), onAir, lastEndedAtMs);
  }

  /**
   * Enters a segment. A hole before it becomes a gap; a gap that was noted where it is loses that
   * part.
   *
   * @param stored it is in the store
   */
  void segment(Transaction tx, long seq, FoundSegment found, boolean stored) {
    long start = found.summary().startPosition();
    noteHole(tx, seq, found);
    for (GapRow gap : tx.gaps().ofTake(seq)) {
      if (GapCut.touches(gap, found.summary())) {
        tx.gaps().remove(gap);
        GapCut.without(gap, found.summary()).forEach(tx.gaps()::add);
      }
    }
    tx.segments().add(SegmentRows.row(seq, found.summary()));
    if (found.sha256() != null) {
      tx.segments().hashed(seq, start, found.sha256());
    }
    if (stored) {
      Ledger.enterStored(tx, seq, start);
    } else {
      Ledger.enterWaiting(tx, seq, start, nowMs);
    }
  }

  private void noteHole(Transaction tx, long seq, FoundSegment found) {
    long start = found.summary().startPosition();
    Optional<SegmentRow> before = tx.segments().atPosition(seq, start);
    long reached = before.map(SegmentRow::endPosition).orElse(0L);
    long fromMs = before.map(SegmentRow::endMs).orElse(0L);
    for (GapRow gap : tx.gaps().ofTake(seq)) {
      if (gap.fromPosition() <= start && gap.toPosition() > reached) {
        reached = gap.toPosition();
        fromMs = gap.toMs();
      }
    }
    if (reached < start) {
      long toMs = Math.max(fromMs, found.head().before().highestMs());
      tx.gaps().add(new GapRow(seq, reached, start, fromMs, toMs, GapReason.UNKNOWN.name(), nowMs));
    }
  }

  /**
   * Behind the last segment of a take that no manifest ends.
   *
   * @param goesOn an unfinished file of it is in the spool: its origin may have more
   */
  void end(Transaction tx, long seq, boolean goesOn) {
    Optional<SegmentRow> last = tx.segments().last(seq);
    if (!goesOn && last.isPresent()) {
      tx.takes().end(seq, endOf(last.get()), OwnEnd.REBUILT.name());
    }
  }

  /** By the origin's clock, as the recorder has it. */
  private static long endOf(SegmentRow last) {
    return last.wallClockMs() + last.endMs() - last.startMs();
  }

  /** Ends what nobody can come back to any more. */
  void endBroadcasts(Transaction tx) {
    List<BroadcastRow> live = tx.broadcasts().in(BroadcastState.LIVE);
    for (BroadcastRow row : live) {
      Candidate candidate = candidate(tx, row);
      if (rule.isOver(candidate, nowMs)) {
        tx.broadcasts().end(row.id(), candidate.lastEndedAtMs());
      }
    }
  }
}
