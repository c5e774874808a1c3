package tv.aircheck.recorder.transfer;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.NewTake;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.access.Visibility;
import tv.aircheck.recorder.manifest.ClipRows;
import tv.aircheck.recorder.manifest.ManifestClip;
import tv.aircheck.recorder.manifest.ManifestGap;
import tv.aircheck.recorder.manifest.ManifestHeader;
import tv.aircheck.recorder.manifest.ManifestSegment;
import tv.aircheck.recorder.manifest.ManifestTake;
import tv.aircheck.recorder.manifest.ManifestVisitor;
import tv.aircheck.recorder.manifest.SegmentRows;
import tv.aircheck.segmenter.SegmentSummary;
import tv.aircheck.storage.SegmentKey;

/**
 * Enters what a manifest says: each segment's file first, its row after. Until all of it is there
 * the broadcast counts as on air; each step may be done twice.
 */
final class ArchiveEntry implements ManifestVisitor {
  private final Index index;
  private final InstantSource clock;
  private final MemberSegments members;
  private final ClipRows clips = new ClipRows();
  private ManifestHeader header;
  private ManifestTake take;
  private long seq;

  ArchiveEntry(Index index, InstantSource clock, MemberSegments members) {
    this.index = index;
    this.clock = clock;
    this.members = members;
  }

  @Override
  public void header(ManifestHeader of) {
    header = of;
    index.writeNow(
        tx -> {
          long channel = tx.channels().ensure(of.channel(), clock.millis());
          tx.broadcasts().open(of.broadcastId(), channel, of.startedAtMs());
          // As seen where it comes from, whatever holds for a channel of that name here.
          Visibility visibility = of.typed().visibility().effective();
          if (visibility != Visibility.PUBLIC) {
            tx.broadcasts().visibility(of.broadcastId(), visibility);
          }
          return tx.broadcasts().resume(of.broadcastId());
        });
  }

  @Override
  public void take(ManifestTake of) {
    take = of;
    NewTake row =
        new NewTake(
            of.id(),
            header.broadcastId(),
            of.origin(),
            of.openedBy(),
            of.previousTake(),
            of.startedAtMs());
    seq = index.writeNow(tx -> tx.takes().open(row));
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
  public void segment(ManifestSegment segment) throws IOException {
    SegmentSummary s = segment.summary();
    SegmentKey key =
        SegmentKey.of(
            header.channel().app(),
            header.channel().name(),
            take.id(),
            take.startedAtMs(),
            s.startPosition());
    Optional<SegmentRow> here =
        index
            .segments()
            .atPosition(seq, s.startPosition())
            .filter(row -> row.startPosition() == s.startPosition());
    if (here.isPresent()) {
      members.skip(key, segment);
      return;
    }
    members.take(key, segment);
    index.writeNow(
        tx -> {
          tx.segments().add(SegmentRows.row(seq, s));
          if (segment.sha256() != null) {
            tx.segments().hashed(seq, s.startPosition(), segment.sha256());
          }
          tx.uploads().add(seq, s.startPosition(), clock.millis());
          return null;
        });
  }

  @Override
  public void takeEnds() {
    index.writeNow(
        tx -> {
          // A server that started meanwhile may have ended it as one that nobody goes on with.
          tx.takes().reopen(seq);
          return tx.takes().end(seq, take.endedAtMs(), take.endReason());
        });
  }

  @Override
  public void clip(ManifestClip clip) {
    clips.clip(clip);
  }

  /** Behind the last take: all of it is there. */
  void end() {
    String id = header.broadcastId();
    index.writeNow(
        tx -> {
          if (header.typed().title() != null) {
            tx.broadcasts().title(id, header.typed().title());
          }
          if (header.typed().locked()) {
            tx.broadcasts().lock(id, true);
          }
          tx.broadcasts().resume(id);
          clips.enter(tx, id);
          return tx.broadcasts().end(id, header.endedAtMs());
        });
  }
}
