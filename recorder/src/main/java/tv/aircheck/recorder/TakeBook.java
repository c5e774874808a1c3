package tv.aircheck.recorder;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tv.aircheck.index.AuditAction;
import tv.aircheck.index.AuditRow;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.IndexReads;
import tv.aircheck.index.NewTake;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.index.Transaction;
import tv.aircheck.index.Work;
import tv.aircheck.recorder.BroadcastRule.Candidate;
import tv.aircheck.recorder.manifest.SegmentRows;
import tv.aircheck.relay.OpenedBy;
import tv.aircheck.relay.TakeOpen;
import tv.aircheck.segmenter.SegmentSummary;

/**
 * Keeps the index's books of takes: each method is one transaction, and may be said twice. Blocks.
 */
final class TakeBook {
  /** Each try waits as long as the index waits for a lock. */
  private static final int TRIES = 3;

  private final Index index;
  private final BroadcastRule rule;
  private final InstantSource clock;

  /** Of the broadcasts that were off the air at the last look; if one was on since, too early. */
  private Map<String, Long> mayReturnUntil = Map.of();

  TakeBook(Index index, BroadcastRule rule, InstantSource clock) {
    this.index = index;
    this.rule = rule;
    this.clock = clock;
  }

  /**
   * A take as the book has it.
   *
   * @param position where its log goes on: behind the last sealed segment or noted gap
   * @param ended by its origin: there is nothing more to record
   */
  record Entry(long seq, String broadcastId, long position, boolean ended) {}

  /**
   * Enters a take, into the broadcast it belongs to, or finds it; one that ended by {@link OwnEnd}
   * is opened again.
   */
  Entry open(TakeOpen take) {
    return write(
        tx -> {
          Optional<TakeRow> known = tx.takes().find(take.takeId());
          return known.isPresent() ? find(tx, known.get(), take) : enter(tx, take);
        });
  }

  private Entry find(Transaction tx, TakeRow row, TakeOpen take) {
    long position = position(tx, row);
    if (row.isOpen()) {
      return new Entry(row.seq(), row.broadcastId(), position, false);
    }
    boolean goesOn = OwnEnd.isOne(row.end().reason()) && take.startPosition() >= position;
    if (goesOn) {
      tx.takes().reopen(row.seq());
      comeBack(tx, row.broadcastId());
    }
    return new Entry(row.seq(), row.broadcastId(), position, !goesOn);
  }

  /**
   * Live again; neither a mark for deletion nor a removal that is not done yet holds for a show
   * that goes on: of that, what is deleted by now stays so, and nothing more is.
   */
  private void comeBack(Transaction tx, String broadcastId) {
    BroadcastRow row = tx.broadcasts().find(broadcastId).orElseThrow();
    if (tx.broadcasts().restore(broadcastId) || tx.broadcasts().wentOn(broadcastId)) {
      tx.audit()
          .add(
              AuditRow.of(
                  clock.millis(), "recorder", AuditAction.RESTORED, row, "its publisher is back"));
    }
    tx.broadcasts().resume(broadcastId);
  }

  private Entry enter(Transaction tx, TakeOpen take) {
    ChannelName channel = new ChannelName(take.app(), take.name());
    long channelId = tx.channels().ensure(channel, clock.millis());
    String broadcast = broadcastOf(tx, channel, take).orElse(take.takeId());
    tx.broadcasts().open(broadcast, channelId, take.startedAtMs());
    comeBack(tx, broadcast);
    long seq =
        tx.takes()
            .open(
                new NewTake(
                    take.takeId(),
                    broadcast,
                    take.originNode(),
                    take.openedBy().name(),
                    take.previousTakeId(),
                    take.startedAtMs()));
    return new Entry(seq, broadcast, 0, false);
  }

  /** The broadcast that the take goes on with. */
  private Optional<String> broadcastOf(IndexReads tx, ChannelName channel, TakeOpen take) {
    boolean rolled = take.openedBy() != OpenedBy.PUBLISH && take.previousTakeId() != null;
    Optional<BroadcastRow> before =
        rolled
            ? tx.takes()
                .find(take.previousTakeId())
                .flatMap(t -> tx.broadcasts().find(t.broadcastId()))
            : Optional.empty();
    boolean continues = before.isPresent() && before.get().state().isShown();
    Optional<BroadcastRow> broadcast = continues ? before : tx.broadcasts().latest(channel);
    return broadcast
        .map(row -> candidate(tx, row))
        .filter(candidate -> rule.joins(candidate, take.startedAtMs(), continues))
        .map(Candidate::id);
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
   * Enters a sealed segment, and that it is to be uploaded.
   *
   * @param sha256 of its file, where it is known; else null
   */
  void segment(long seq, SegmentSummary summary, byte[] sha256) {
    write(
        tx -> {
          boolean added = addSegment(tx, seq, summary);
          return sha256 == null
              ? added
              : tx.segments().hashed(seq, summary.startPosition(), sha256);
        });
  }

  /** The same for a segment found without a row, after a hole that nobody noted if need be. */
  void foundSegment(long seq, SegmentSummary summary) {
    write(
        tx -> {
          TakeRow take = take(tx, seq);
          long position = position(tx, take);
          if (summary.startPosition() > position) {
            GapRow hole =
                new GapRow(
                    seq,
                    position,
                    summary.startPosition(),
                    take.extent().endMs(),
                    Math.max(take.extent().endMs(), summary.startMs()),
                    GapReason.UNKNOWN.name(),
                    clock.millis());
            tx.gaps().add(hole);
          }
          return addSegment(tx, seq, summary);
        });
  }

  private boolean addSegment(Transaction tx, long seq, SegmentSummary s) {
    boolean added = tx.segments().add(SegmentRows.row(seq, s));
    tx.uploads().add(seq, s.startPosition(), clock.millis());
    return added;
  }

  /**
   * Notes missing bytes behind everything that is sealed.
   *
   * @param toMs highest timestamp before its end, as far as it is known
   */
  void gap(long seq, long from, long to, long toMs, GapReason reason) {
    write(
        tx -> {
          long fromMs = take(tx, seq).extent().endMs();
          long endMs = Math.max(fromMs, toMs);
          return tx.gaps()
              .add(new GapRow(seq, from, to, fromMs, endMs, reason.name(), clock.millis()));
        });
  }

  /** Ends a take whose segments are all sealed; one that brought nothing is forgotten. */
  void end(long seq, String reason) {
    write(
        tx -> {
          TakeRow take = take(tx, seq);
          Optional<SegmentRow> last = tx.segments().last(seq);
          if (last.isEmpty()) {
            return forget(tx, take);
          }
          // By the origin's clock, like the start of the take that may follow.
          SegmentRow segment = last.get();
          long endedAtMs = segment.wallClockMs() + segment.endMs() - segment.startMs();
          return tx.takes().end(seq, endedAtMs, reason);
        });
  }

  private static boolean forget(Transaction tx, TakeRow take) {
    boolean removed =
        tx.gaps().ofTake(take.seq()).stream()
            .anyMatch(gap -> gap.reason().equals(GapReason.REMOVED.name()));
    if (removed) {
      tx.takes().remove(take.seq()); // All it brought was deleted, and is to stay so.
    } else {
      tx.takes().forget(take.seq());
    }
    String broadcast = take.broadcastId();
    if (tx.takes().ofBroadcast(broadcast).isEmpty()) {
      tx.broadcasts().end(broadcast, take.startedAtMs());
      tx.broadcasts().markRemoving(broadcast);
      tx.broadcasts().remove(broadcast);
    }
    return true;
  }

  /**
   * Ends the broadcasts whose publisher can no longer come back. One thread at a time; cheap as
   * long as they can.
   */
  void endBroadcasts() {
    long nowMs = clock.millis();
    Map<String, Long> waiting = new HashMap<>();
    for (BroadcastRow row : index.broadcasts().offAir()) {
      Long until = mayReturnUntil.get(row.id());
      if (until == null) {
        until = rule.mayReturnUntil(candidate(index, row));
      }
      if (nowMs > until) {
        endUnlessOnAir(row);
      } else {
        waiting.put(row.id(), until);
      }
    }
    mayReturnUntil = waiting;
  }

  private void endUnlessOnAir(BroadcastRow row) {
    write(
        tx -> {
          // Asked again inside the transaction: a take may have come meanwhile.
          Candidate candidate = candidate(tx, row);
          return rule.isOver(candidate, clock.millis())
              && tx.broadcasts().end(row.id(), candidate.lastEndedAtMs());
        });
  }

  /** Where the log of a take goes on; none when the take is not in the book. */
  OptionalLong position(String takeId) {
    Optional<TakeRow> take = index.takes().find(takeId);
    return take.isEmpty() ? OptionalLong.empty() : OptionalLong.of(position(index, take.get()));
  }

  /** Where the log of a take goes on. */
  static long position(IndexReads index, TakeRow take) {
    List<GapRow> gaps = index.gaps().ofTake(take.seq());
    long gapEnd = gaps.isEmpty() ? 0 : gaps.get(gaps.size() - 1).toPosition();
    return Math.max(take.extent().endPosition(), gapEnd);
  }

  private static TakeRow take(Transaction tx, long seq) {
    return tx.takes()
        .find(seq)
        .orElseThrow(
            () ->
                new IndexException(
                    IndexException.Kind.INVALID, "take " + seq + " is not in the index", null));
  }

  private <T> T write(Work<T> work) {
    for (int tried = 1; ; tried++) {
      try {
        return index.writeNow(work);
      } catch (IndexException e) {
        if (e.kind() != IndexException.Kind.UNAVAILABLE || tried == TRIES) {
          throw e;
        }
      }
    }
  }
}
