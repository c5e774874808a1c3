package tv.aircheck.recorder.verify;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tv.aircheck.index.BroadcastFilter;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.ChannelRow;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.SegmentHash;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.index.UploadRow;

/** All that an index says of an archive, in lines that can be compared. */
public final class ArchiveText {
  private static final int ALL = Integer.MAX_VALUE;

  private final Index index;
  private final boolean whole;
  private final List<String> lines = new ArrayList<>();

  private ArchiveText(Index index, boolean whole) {
    this.index = index;
    this.whole = whole;
  }

  /** With everything that a manifest keeps. */
  public static List<String> of(Index index) {
    return new ArchiveText(index, true).lines();
  }

  /** With what the segments alone tell. */
  public static List<String> ofMedia(Index index) {
    return new ArchiveText(index, false).lines();
  }

  private List<String> lines() {
    for (ChannelRow channel : index.channels().list(null, 100)) {
      lines.add("channel " + channel.channel() + " " + channel.broadcasts() + channel.live());
    }
    List<BroadcastRow> rows =
        new ArrayList<>(index.broadcasts().list(BroadcastFilter.all(), null, 10_000).rows());
    for (BroadcastRow row : rows) {
      String typed = whole ? row.title() + " " + row.locked() : "";
      lines.add(
          "broadcast %s %s %d %d %s %d %d %d %s"
              .formatted(
                  row.id(),
                  row.channel(),
                  row.startedAtMs(),
                  row.endedAtMs(),
                  row.state(),
                  row.takes(),
                  row.durationMs(),
                  row.bytes(),
                  typed));
      index.takes().ofBroadcast(row.id()).forEach(this::add);
    }
    return lines;
  }

  private void add(TakeRow take) {
    String told =
        whole
            ? take.originNode() + take.openedBy() + take.previousTakeId() + take.end().reason()
            : "";
    lines.add(
        "take %s %d %d %d %s %s"
            .formatted(
                take.id(),
                take.ordinal(),
                take.startedAtMs(),
                take.end().atMs(),
                take.extent(),
                told));
    for (GapRow gap : index.gaps().ofTake(take.seq())) {
      lines.add(
          "gap %d %d %d %d %s"
              .formatted(
                  gap.fromPosition(),
                  gap.toPosition(),
                  gap.fromMs(),
                  gap.toMs(),
                  whole ? gap.reason() + gap.notedAtMs() : ""));
    }
    for (SegmentRow row : index.segments().ofTake(take.seq(), -1, ALL)) {
      lines.add(
          "segment %d %d %d %d %d %d %d %08x %s %s %s"
              .formatted(
                  row.startPosition(),
                  row.endPosition(),
                  row.startMs(),
                  row.endMs(),
                  row.wallClockMs(),
                  row.headBytes(),
                  row.fileBytes(),
                  row.crc32c(),
                  row.forced(),
                  row.codecs(),
                  HexFormat.of().formatHex(row.keyframes())));
    }
    for (SegmentHash hash : index.segments().hashes(take.seq(), -1, ALL)) {
      lines.add("hash " + hash.startPosition() + HexFormat.of().formatHex(hash.sha256()));
    }
    for (UploadRow row : index.uploads().ofTake(take.seq(), -1, ALL)) {
      lines.add("upload " + row.startPosition() + row.state());
    }
  }
}
