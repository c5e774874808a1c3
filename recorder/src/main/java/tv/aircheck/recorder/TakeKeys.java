package tv.aircheck.recorder;

import tv.aircheck.index.TakeRow;
import tv.aircheck.index.UploadRow;
import tv.aircheck.storage.SegmentKey;

/** From rows of the index to the keys of their files. */
final class TakeKeys {
  private TakeKeys() {}

  static SegmentKey of(TakeRow take, long startPosition) {
    return SegmentKey.of(
        take.channel().app(), take.channel().name(), take.id(), take.startedAtMs(), startPosition);
  }

  static SegmentKey of(UploadRow row) {
    return SegmentKey.of(
        row.channel().app(),
        row.channel().name(),
        row.takeId(),
        row.takeStartedAtMs(),
        row.startPosition());
  }
}
