package tv.aircheck.recorder;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.relay.TakeOpen;
import tv.aircheck.segmenter.Resumed;
import tv.aircheck.segmenter.SegmentHead;
import tv.aircheck.segmenter.SegmentSink;
import tv.aircheck.segmenter.SegmentSummary;
import tv.aircheck.segmenter.Segmenter;
import tv.aircheck.segmenter.SegmenterSettings;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.SpoolFile;
import tv.aircheck.storage.StorageException;

/** Finds in an unfinished segment file all that is whole, and goes on with it or seals it. */
final class Salvage {
  private static final Logger log = LoggerFactory.getLogger(Salvage.class);

  private final Spool spool;
  private final TakeBook book;
  private final SegmenterSettings segments;

  Salvage(Spool spool, TakeBook book, SegmenterSettings segments) {
    this.spool = spool;
    this.book = book;
    this.segments = segments;
  }

  /** An unfinished segment, open again: what comes next goes to the segmenter. */
  record Found(Segmenter segmenter, SegmentFiles files) {}

  /** A file's own word on what it belongs to, before anything is done about it. */
  SegmentHead head(SpoolFile part) throws IOException {
    return resume(part, new NoSink()).head();
  }

  /**
   * Goes on with it; a file without any of the log in it is deleted, and there is nothing to go on
   * with.
   */
  Optional<Found> reopen(SpoolFile part, TakeOpen take, long seq, LongConsumer sealed)
      throws IOException {
    SegmentFiles files = new SegmentFiles(spool, book, take, seq, sealed);
    try {
      Resumed resumed = resume(part, files);
      if (resumed.position() > resumed.head().startPosition()) {
        files.reopen(resumed.head(), resumed.headBytes(), resumed.fileBytes());
        return Optional.of(new Found(resumed.segmenter(), files));
      }
    } catch (CorruptFlvException e) {
      log.info("{} holds nothing of its log yet: {}", part.path(), e.getMessage());
    }
    spool.delete(part);
    return Optional.empty();
  }

  /** Seals what is whole of a take that is not gone on with. */
  void seal(TakeOpen take, long seq) throws IOException {
    for (SpoolFile part : spool.parts()) {
      if (part.takeId().equals(take.takeId())) {
        Optional<Found> found = reopen(part, take, seq, position -> {});
        if (found.isPresent()) {
          found.get().segmenter().end();
        }
      }
    }
  }

  private Resumed resume(SpoolFile part, SegmentSink sink) throws IOException {
    FileChannel file =
        spool
            .open(part.key(0))
            .orElseThrow(
                () ->
                    new StorageException(
                        StorageException.Kind.NOT_FOUND, part.path() + " has vanished"));
    return Segmenter.resume(segments, file, sink);
  }

  /** For a look only. */
  private static final class NoSink implements SegmentSink {
    @Override
    public void begin(SegmentHead head, ByteBuf fileHead) {
      throw new IllegalStateException("only looked at");
    }

    @Override
    public void write(ByteBuf run, int from, int to) {
      throw new IllegalStateException("only looked at");
    }

    @Override
    public void seal(SegmentSummary summary) {
      throw new IllegalStateException("only looked at");
    }
  }
}
