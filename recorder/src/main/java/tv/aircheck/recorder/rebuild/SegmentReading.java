package tv.aircheck.recorder.rebuild;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalInt;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.recorder.manifest.Digests;
import tv.aircheck.segmenter.SegmentHead;
import tv.aircheck.segmenter.SegmentScan;
import tv.aircheck.segmenter.SegmentSummary;
import tv.aircheck.storage.ObjectBytes;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.SpoolFile;

/**
 * Reads segments through that no manifest knows. Their heads would tell what they are, but not
 * which keyframes they hold nor their checksums, so each is fetched in whole, into a file that is
 * deleted again. Any thread.
 */
final class SegmentReading {
  private final ObjectStore store;
  private final Spool spool;
  private final Path scratch;

  SegmentReading(ObjectStore store, Spool spool, Path scratch) {
    this.store = store;
    this.spool = spool;
    this.scratch = scratch;
  }

  FoundSegment spooled(SegmentKey key) throws IOException {
    return read(key, spool.sealedPath(key), OptionalInt.empty());
  }

  FoundSegment stored(SegmentKey key) throws IOException {
    OptionalInt noted =
        store.head(key.storeKey()).map(object -> object.crc32c()).orElse(OptionalInt.empty());
    Path file = Files.createTempFile(scratch, "rebuild", ".flv");
    try {
      try (InputStream in = new ObjectBytes(store, key.storeKey(), 1 << 20)) {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      }
      return read(key, file, noted);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** Whether any of its log is in a file that was not finished. */
  static boolean holdsSome(SpoolFile part) throws IOException {
    try {
      SegmentSummary whole = SegmentScan.of(FileChannel.open(part.path())).summary();
      return whole.endPosition() > whole.startPosition();
    } catch (CorruptFlvException | IllegalArgumentException e) {
      return false;
    }
  }

  private static FoundSegment read(SegmentKey key, Path file, OptionalInt noted)
      throws IOException {
    SegmentScan scan;
    try {
      scan = SegmentScan.of(FileChannel.open(file));
    } catch (CorruptFlvException | IllegalArgumentException e) {
      return FoundSegment.none(key.storeKey() + " is left out: " + e.getMessage());
    }
    SegmentHead head = scan.head();
    if (!head.take().takeId().equals(key.takeId()) || head.startPosition() != key.startPosition()) {
      return FoundSegment.none(
          "%s is left out: it is the segment of take %s at %d"
              .formatted(key.storeKey(), head.take().takeId(), head.startPosition()));
    }
    if (scan.damage() != null) {
      return FoundSegment.none(key.storeKey() + " is left out: " + scan.damage());
    }
    Digests digests = Digests.of(file);
    SegmentSummary summary = scan.summary();
    if (noted.isPresent() && noted.getAsInt() != digests.crc32c()) {
      // What it should be is noted in the index, so that a verification finds it and a repair can
      // put it right.
      return new FoundSegment(
          head,
          withCrc(summary, noted.getAsInt()),
          null,
          key.storeKey()
              + " has other bytes than were stored: 'aircheck store verify', then repair");
    }
    return new FoundSegment(head, summary, digests.sha256(), null);
  }

  private static SegmentSummary withCrc(SegmentSummary s, int crc32c) {
    return new SegmentSummary(
        s.startPosition(),
        s.endPosition(),
        s.startMs(),
        s.endMs(),
        s.wallClockMs(),
        s.headBytes(),
        s.fileBytes(),
        crc32c,
        s.keyframes(),
        s.forced(),
        s.codecs());
  }
}
