package tv.aircheck.recorder.verify;

import java.io.IOException;
import java.util.Optional;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.storage.SegmentKey;

/** A place where segments may be whole that the store has not whole any more. */
public interface GoodCopies {
  /** For people: "the spool", "/mnt/second". */
  String name();

  /** A file with exactly the bytes that were recorded; the caller closes it. */
  Optional<GoodCopy> find(SegmentKey key, SegmentRow row) throws IOException;
}
