package tv.aircheck.recorder.transfer;

import java.util.Optional;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.Index;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.recorder.manifest.ManifestHeader;
import tv.aircheck.recorder.manifest.ManifestSegment;
import tv.aircheck.recorder.manifest.ManifestTake;
import tv.aircheck.recorder.manifest.ManifestVisitor;
import tv.aircheck.segmenter.SegmentSummary;
import tv.aircheck.storage.SegmentKey;

/** Looks whether a broadcast can be entered beside what is here; changes nothing. */
final class ArchiveCheck implements ManifestVisitor {
  private final Index index;
  private ManifestHeader header;
  private ManifestTake take;
  private Optional<TakeRow> known = Optional.empty();
  private long reached;
  private long takeMs;
  private long durationMs;
  private boolean allHere;

  ArchiveCheck(Index index) {
    this.index = index;
  }

  @Override
  public void header(ManifestHeader of) throws TransferRefused {
    header = of;
    Optional<BroadcastRow> here = index.broadcasts().find(of.broadcastId());
    allHere = here.filter(row -> row.state() == BroadcastState.ENDED).isPresent();
    if (here.isEmpty()) {
      return;
    }
    if (here.get().state() == BroadcastState.CLIPPED) {
      throw new TransferRefused(
          "%s was deleted here but for its clips: once they are gone ('aircheck clip rm'), import it again"
              .formatted(of.broadcastId()));
    }
    if (!here.get().state().isShown()) {
      throw new TransferRefused(
          "%s is here and is to be deleted: 'aircheck broadcasts restore %s' brings it back; once it is gone, import it again"
              .formatted(of.broadcastId(), of.broadcastId()));
    }
    if (!here.get().channel().equals(of.channel())) {
      throw conflict("it is of " + here.get().channel() + " here, not of " + of.channel());
    }
  }

  @Override
  public void take(ManifestTake of) throws TransferRefused {
    take = of;
    reached = 0;
    takeMs = 0;
    known = index.takes().find(of.id());
    allHere &= known.filter(row -> !row.isOpen()).isPresent();
    // Names from outside: this refuses what could be none of ours.
    key(0);
    if (known.isPresent() && !known.get().broadcastId().equals(header.broadcastId())) {
      throw conflict("its take " + of.id() + " belongs to " + known.get().broadcastId() + " here");
    }
  }

  private SegmentKey key(long position) {
    return SegmentKey.of(
        header.channel().app(), header.channel().name(), take.id(), take.startedAtMs(), position);
  }

  @Override
  public void segment(ManifestSegment segment) throws TransferRefused {
    SegmentSummary s = segment.summary();
    boolean sane =
        s.startPosition() >= reached
            && s.endPosition() > s.startPosition()
            && s.headBytes() > 0
            && s.fileBytes() == s.headBytes() + s.endPosition() - s.startPosition();
    if (!sane) {
      throw new TransferRefused(
          "its manifest makes no sense at position " + s.startPosition() + " of take " + take.id());
    }
    key(s.startPosition());
    reached = s.endPosition();
    takeMs = Math.max(takeMs, s.endMs());
    Optional<SegmentRow> here =
        known
            .flatMap(row -> index.segments().atPosition(row.seq(), s.startPosition()))
            .filter(row -> row.endPosition() > s.startPosition());
    allHere &= here.isPresent();
    boolean other =
        here.isPresent()
            && (here.get().startPosition() != s.startPosition()
                || here.get().crc32c() != s.crc32c()
                || here.get().fileBytes() != s.fileBytes());
    if (other) {
      throw conflict(
          "take %s has another segment at position %d here"
              .formatted(take.id(), s.startPosition()));
    }
  }

  @Override
  public void takeEnds() throws TransferRefused {
    durationMs += takeMs;
    if (known.isPresent() && known.get().extent().endPosition() > reached) {
      throw conflict("take " + take.id() + " goes on here where it ends in the archive");
    }
  }

  private TransferRefused conflict(String how) {
    return new TransferRefused(
        "broadcast %s is here already, and is another: %s. Nothing was changed; delete the one that is not wanted"
            .formatted(header.broadcastId(), how));
  }

  String broadcastId() {
    return header.broadcastId();
  }

  long durationMs() {
    return durationMs;
  }

  /** Nothing is left to do. */
  boolean isAllHere() {
    return allHere;
  }
}
