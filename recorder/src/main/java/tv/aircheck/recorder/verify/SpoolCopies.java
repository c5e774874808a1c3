package tv.aircheck.recorder.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.recorder.manifest.Digests;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;

/** What the recorder's own disk still has. */
public record SpoolCopies(Spool spool) implements GoodCopies {
  @Override
  public String name() {
    return "the spool";
  }

  @Override
  public Optional<GoodCopy> find(SegmentKey key, SegmentRow row) throws IOException {
    Path file = spool.sealedPath(key);
    // In a directory store the object may be this very file, with the same damage.
    return Files.exists(file) && Digests.of(file).crc32c() == row.crc32c()
        ? Optional.of(new GoodCopy(file, false))
        : Optional.empty();
  }
}
