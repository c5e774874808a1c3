package tv.aircheck.recorder.rebuild;

import java.util.ArrayList;
import java.util.List;
import tv.aircheck.index.BroadcastMark;
import tv.aircheck.index.BroadcastVisibility;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.ManifestRow;
import tv.aircheck.index.NewTake;
import tv.aircheck.index.Transaction;
import tv.aircheck.recorder.manifest.ClipRows;
import tv.aircheck.recorder.manifest.ManifestClip;
import tv.aircheck.recorder.manifest.ManifestGap;
import tv.aircheck.recorder.manifest.ManifestHeader;
import tv.aircheck.recorder.manifest.ManifestSegment;
import tv.aircheck.recorder.manifest.ManifestTake;
import tv.aircheck.recorder.manifest.ManifestVisitor;
import tv.aircheck.recorder.manifest.SegmentRows;

/** Enters what a manifest says into a new index, some hundred segments to a transaction. */
final class ManifestEntry implements ManifestVisitor {
  private static final int BATCH = 500;

  private final Index index;
  private final ManifestFile file;
  private final List<ManifestSegment> segments = new ArrayList<>();
  private final ClipRows clips = new ClipRows();
  private ManifestHeader header;
  private ManifestTake take;
  private long seq;
  private long entered;

  ManifestEntry(Index index, ManifestFile file) {
    this.index = index;
    this.file = file;
  }

  @Override
  public void header(ManifestHeader of) {
    header = of;
    index.writeNow(
        tx -> {
          long channel = tx.channels().ensure(of.channel(), of.startedAtMs());
          if (of.typed().channelTitle() != null) {
            // Broadcasts come in the order they began: the last one's word stands.
            tx.channels().title(of.channel(), of.typed().channelTitle());
          }
          tx.broadcasts().open(of.broadcastId(), channel, of.startedAtMs());
          visibility(tx, of);
          return null;
        });
  }

  /** Manifests may differ in what they say of the channel: the strictest word stands. */
  private static void visibility(Transaction tx, ManifestHeader of) {
    BroadcastVisibility said = of.typed().visibility();
    tx.broadcasts().visibility(of.broadcastId(), said.own());
    if (said.channels().isStricterThan(tx.channels().visibility(of.channel()))) {
      tx.channels().visibility(of.channel(), said.channels());
    }
  }

  @Override
  public void take(ManifestTake of) {
    take = of;
    seq =
        index.writeNow(
            tx ->
                tx.takes()
                    .open(
                        new NewTake(
                            of.id(),
                            header.broadcastId(),
                            of.origin(),
                            of.openedBy(),
                            of.previousTake(),
                            of.startedAtMs())));
    clips.take(of.id(), seq);
  }

  @Override
  public void gap(ManifestGap gap) {
    index.writeNow(
        tx ->
            tx.gaps()
                .add(
                    new GapRow(
                        seq,
                        gap.fromPosition(),
                        gap.toPosition(),
                        gap.fromMs(),
                        gap.toMs(),
                        gap.reason(),
                        gap.notedAtMs())));
  }

  @Override
  public void segment(ManifestSegment segment) {
    segments.add(segment);
    if (segments.size() == BATCH) {
      flush();
    }
  }

  private void flush() {
    index.writeNow(
        tx -> {
          segments.forEach(segment -> enter(tx, segment));
          return null;
        });
    entered += segments.size();
    segments.clear();
  }

  private void enter(Transaction tx, ManifestSegment segment) {
    tx.segments().add(SegmentRows.row(seq, segment.summary()));
    if (segment.sha256() != null) {
      tx.segments().hashed(seq, segment.summary().startPosition(), segment.sha256());
    }
    Ledger.enterStored(tx, seq, segment.summary().startPosition());
  }

  @Override
  public void takeEnds() {
    flush();
    index.writeNow(tx -> tx.takes().end(seq, take.endedAtMs(), take.endReason()));
  }

  @Override
  public void clip(ManifestClip clip) {
    clips.clip(clip);
  }

  /** Behind the last take. Gives the number of segments. */
  long end(long nowMs) {
    String id = header.broadcastId();
    index.writeNow(
        tx -> {
          clips.enter(tx, id);
          tx.broadcasts().end(id, header.endedAtMs());
          if (header.typed().title() != null) {
            tx.broadcasts().title(id, header.typed().title());
          }
          if (header.typed().locked()) {
            tx.broadcasts().lock(id, true);
          }
          if (header.clipped()) {
            // So that what a crash, or this rebuild, left of the rest of it goes by the next run.
            tx.broadcasts().markRemoving(id);
          }
          BroadcastMark mark = header.typed().mark();
          if (mark != null && file.isNewest()) {
            tx.broadcasts().mark(id, header.endedAtMs(), mark.withGraceFrom(nowMs));
          }
          if (file.revision() == 0) {
            return null; // It comes out of a bundle, and is to be written as one of its own.
          }
          long changes = tx.manifests().find(id).orElseThrow().changes();
          tx.manifests()
              .written(
                  new ManifestRow(
                      id,
                      file.revision(),
                      file.sum().sha256(),
                      file.sum().bytes(),
                      nowMs,
                      changes,
                      changes));
          return null;
        });
    return entered;
  }
}
