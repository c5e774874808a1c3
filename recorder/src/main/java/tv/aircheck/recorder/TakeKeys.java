package tv.aircheck.recorder;

import tv.aircheck.index.TakeRow;
import tv.aircheck.index.UploadRow;
import tv.aircheck.storage.SegmentKey;

/** From rows of the index to the keys of their files. */
public final class TakeKeys {
  private TakeKeys() {}

  public static SegmentKey of(TakeRow take, long startPosition) {
    return SegmentKey.of(
        take.channel().app(), take.channel().name(), take.id(), take.startedAtMs(), startPosition);
  }

  public static SegmentKey of(UploadRow row) {
    return SegmentKey.of(
        row.channel().app(),
        row.channel().name(),
        row.takeId(),
        row.takeStartedAtMs(),
        row.startPosition());
  }
}
