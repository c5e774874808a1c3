package tv.aircheck.recorder.manifest;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.ClipRow;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.IndexReads;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.recorder.TakeKeys;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.StorageException;

/**
 * Says what the index knows of a broadcast, in a manifest's order, a page at a time.
 *
 * @param hashes for segments that have none yet
 */
record ManifestSource(IndexReads index, Hashes hashes) {
  private static final int PAGE = 500;

  /** Where the hash of a segment comes from that the index has none of. */
  interface Hashes {
    /** Null when there is none. */
    byte[] of(SegmentKey key, SegmentRow row);
  }

  void tell(BroadcastRow broadcast, int revision, String previous, ManifestVisitor to)
      throws IOException {
    String channelTitle =
        index.channels().find(broadcast.channel()).map(channel -> channel.title()).orElse(null);
    to.header(
        new ManifestHeader(
            broadcast.id(),
            revision,
            previous,
            broadcast.channel(),
            broadcast.startedAtMs(),
            broadcast.endedAtMs(),
            new ManifestHeader.Typed(
                broadcast.title(),
                broadcast.locked(),
                channelTitle,
                broadcast.visibility(),
                broadcast.state() == BroadcastState.MARKED ? broadcast.mark() : null),
            isCut(broadcast.state())));
    Map<Long, String> takes = new HashMap<>();
    for (TakeRow take : index.takes().ofBroadcast(broadcast.id())) {
      takes.put(take.seq(), take.id());
      tell(take, to);
    }
    for (ClipRow clip : index.clips().ofBroadcast(broadcast.id())) {
      to.clip(ManifestClip.of(clip, takes));
    }
  }

  /**
   * One that is marked is still whole: a rebuild is not to cut it before its grace time is over.
   */
  private static boolean isCut(BroadcastState state) {
    return state == BroadcastState.REMOVING || state == BroadcastState.CLIPPED;
  }

  private void tell(TakeRow take, ManifestVisitor to) throws IOException {
    if (take.isOpen()) {
      // Its publisher came back while this was read.
      throw new StorageException(
          StorageException.Kind.INVALID, "take " + take.id() + " is on air: there is more to come");
    }
    to.take(
        new ManifestTake(
            take.id(),
            take.originNode(),
            take.openedBy(),
            take.previousTakeId(),
            take.startedAtMs(),
            take.end().atMs(),
            take.end().reason()));
    for (GapRow gap : index.gaps().ofTake(take.seq())) {
      to.gap(
          new ManifestGap(
              gap.fromPosition(),
              gap.toPosition(),
              gap.fromMs(),
              gap.toMs(),
              gap.reason(),
              gap.notedAtMs()));
    }
    long after = -1;
    List<SegmentRow> page = index.segments().ofTake(take.seq(), after, PAGE);
    while (!page.isEmpty()) {
      Map<Long, byte[]> known = new HashMap<>();
      index
          .segments()
          .hashes(take.seq(), after, PAGE)
          .forEach(hash -> known.put(hash.startPosition(), hash.sha256()));
      for (SegmentRow row : page) {
        byte[] sha256 = known.get(row.startPosition());
        to.segment(
            new ManifestSegment(
                SegmentRows.summary(row), sha256 == null ? missing(take, row) : sha256));
        after = row.startPosition();
      }
      page = index.segments().ofTake(take.seq(), after, PAGE);
    }
    to.takeEnds();
  }

  private byte[] missing(TakeRow take, SegmentRow row) {
    return hashes.of(TakeKeys.of(take, row.startPosition()), row);
  }
}
