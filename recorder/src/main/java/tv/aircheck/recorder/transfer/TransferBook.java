package tv.aircheck.recorder.transfer;

import java.time.InstantSource;
import java.util.Optional;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.Index;
import tv.aircheck.index.NewTake;
import tv.aircheck.index.TakeRow;
import tv.aircheck.index.Transaction;
import tv.aircheck.recorder.manifest.SegmentRows;
import tv.aircheck.segmenter.SegmentSummary;

/** Enters imported takes in the index; each method is one transaction and may be said twice. */
final class TransferBook {
  /** Why the take ended, and so that it is all there. */
  static final String IMPORTED = "imported";

  /** Why it ended before: importing it once more brings the rest. */
  private static final String STOPPED = "import stopped";

  /** As which node it was published to, and why the take began: nobody asks there for more. */
  private static final String ORIGIN = "import";

  private final Index index;
  private final InstantSource clock;

  TransferBook(Index index, InstantSource clock) {
    this.index = index;
    this.clock = clock;
  }

  /** Whether the take is there to its end. */
  Optional<TakeRow> complete(String takeId) {
    boolean shown =
        index.broadcasts().find(takeId).filter(row -> row.state().isShown()).isPresent();
    return index
        .takes()
        .find(takeId)
        .filter(take -> shown && !take.isOpen() && take.end().reason().equals(IMPORTED));
  }

  /**
   * Opens the take, in a broadcast of its own, or opens it again.
   *
   * @return its number
   * @throws TransferRefused if its broadcast is being deleted
   */
  long open(String id, ImportRequest request) throws TransferRefused {
    Optional<BroadcastRow> known = index.broadcasts().find(id);
    if (known.isPresent() && known.get().state() == BroadcastState.CLIPPED) {
      throw new TransferRefused(
          "%s was imported before, as %s, and deleted but for its clips: once they are gone ('aircheck clip rm'), import it again"
              .formatted(request.file(), id));
    }
    if (known.isPresent() && !known.get().state().isShown()) {
      throw new TransferRefused(
          "%s was imported before, as %s, and that is to be deleted: 'aircheck broadcasts restore %s' brings it back; once it is gone, import it again"
              .formatted(request.file(), id, id));
    }
    return index.writeNow(
        tx -> {
          long channel = tx.channels().ensure(request.channel(), clock.millis());
          tx.broadcasts().open(id, channel, request.startedAtMs());
          tx.broadcasts().resume(id);
          long seq =
              tx.takes().open(new NewTake(id, id, ORIGIN, "IMPORT", null, request.startedAtMs()));
          tx.takes().reopen(seq);
          if (request.title() != null) {
            tx.broadcasts().title(id, request.title());
          }
          return seq;
        });
  }

  /** Where the segments that are entered end. */
  long position(long seq) {
    return index.takes().find(seq).map(take -> take.extent().endPosition()).orElse(0L);
  }

  void segment(long seq, SegmentSummary summary, byte[] sha256) {
    index.writeNow(
        tx -> {
          add(tx, seq, summary);
          return tx.segments().hashed(seq, summary.startPosition(), sha256);
        });
  }

  private void add(Transaction tx, long seq, SegmentSummary summary) {
    tx.segments().add(SegmentRows.row(seq, summary));
    tx.uploads().add(seq, summary.startPosition(), clock.millis());
  }

  /** The take is all there, and so is its broadcast. */
  void end(String id, long seq, long endedAtMs) {
    end(id, seq, endedAtMs, IMPORTED);
  }

  /** The import broke off: what there is can be watched, or is forgotten if it is nothing. */
  void stop(String id, long seq, long startedAtMs) {
    long reachedMs = index.takes().find(seq).map(take -> take.extent().endMs()).orElse(0L);
    if (position(seq) == 0) {
      forget(id, seq, startedAtMs);
    } else {
      end(id, seq, startedAtMs + reachedMs, STOPPED);
    }
  }

  private void end(String id, long seq, long endedAtMs, String reason) {
    index.writeNow(
        tx -> {
          // A server that started meanwhile may have ended it as one that nobody goes on with.
          tx.takes().reopen(seq);
          tx.takes().end(seq, endedAtMs, reason);
          tx.broadcasts().resume(id);
          return tx.broadcasts().end(id, endedAtMs);
        });
  }

  private void forget(String id, long seq, long startedAtMs) {
    index.writeNow(
        tx -> {
          tx.takes().remove(seq);
          tx.broadcasts().end(id, startedAtMs);
          tx.broadcasts().markRemoving(id);
          return tx.broadcasts().remove(id);
        });
  }
}
