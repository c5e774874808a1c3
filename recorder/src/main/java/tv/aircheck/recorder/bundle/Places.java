package tv.aircheck.recorder.bundle;

import java.util.Optional;
import java.util.OptionalInt;
import tv.aircheck.index.BundledSegment;
import tv.aircheck.index.Index;
import tv.aircheck.storage.SegmentKey;

/** Tells which segments are read from a bundle. Any thread. */
public interface Places {
  /** Empty for an object of its own. */
  Optional<Place> of(SegmentKey key);

  /** As an index has them. */
  static Places in(Index index) {
    return key -> index.bundles().find(key.takeId(), key.startPosition()).map(Places::place);
  }

  static Place place(BundledSegment row) {
    return new Place(row.bundle(), row.offset(), row.fileBytes(), OptionalInt.of(row.crc32c()));
  }
}
