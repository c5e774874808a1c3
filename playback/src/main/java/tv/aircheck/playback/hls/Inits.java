package tv.aircheck.playback.hls;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.List;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.flv.mp4.InitTrack;
import tv.aircheck.flv.mp4.TagSamples;
import tv.aircheck.flv.mp4.TrackProbe;
import tv.aircheck.playback.Library;
import tv.aircheck.playback.Segment;
import tv.aircheck.playback.http.MediaRefusal;
import tv.aircheck.storage.StorageException;

/**
 * The tracks there are from a position of a log on: what is in force there, and has a sample within
 * {@value #PROBED_MS} ms. That much is there before a piece is listed; who asks earlier is told to
 * come again, so the answer is the same at any time. Blocks; any thread.
 */
final class Inits {
  /** Sound and picture that belong together do not begin further apart. */
  static final long PROBED_MS = 2_000;

  private static final int MOST_KEPT = 10_000;
  private static final int READ_BYTES = 128 * 1024;
  private static final int SOON_SECONDS = 2;

  private final Library library;
  private final Cache<String, List<InitTrack>> kept =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

  Inits(Library library) {
    this.library = library;
  }

  /**
   * @param segment that holds the position
   * @return empty if nothing there can be decoded
   * @throws MediaRefusal if what comes may bring another track
   */
  List<InitTrack> tracks(Segment segment, long position) throws IOException, MediaRefusal {
    String key = segment.key().takeId() + '/' + position;
    List<InitTrack> known = kept.getIfPresent(key);
    if (known == null) {
      known = List.copyOf(probe(segment, position));
      kept.put(key, known);
    }
    return known;
  }

  private List<InitTrack> probe(Segment segment, long position) throws IOException, MediaRefusal {
    // Asked before its end is: it may be sealed meanwhile, and longer.
    boolean mayGoOn = segment.isGrowing();
    TrackProbe probe = new TrackProbe();
    TagSamples samples = new TagSamples(probe);
    samples.headers(headers(segment, position));
    long at = position;
    long endMs = Long.MAX_VALUE;
    while (at < segment.endPosition() && !probe.isFull()) {
      ByteBuf run = read(segment, at, segment.endPosition());
      try {
        int length = lengthUntil(run, endMs);
        if (endMs == Long.MAX_VALUE) {
          endMs = firstMs(run) + PROBED_MS;
          length = lengthUntil(run, endMs);
        }
        samples.run(run.slice(run.readerIndex(), length), 0);
        boolean probed = length < run.readableBytes();
        if (probed && !probe.awaitsKeyframe()) {
          return probe.tracks();
        }
        endMs = probed ? Long.MAX_VALUE : endMs;
        at += length;
      } finally {
        run.release();
      }
    }
    if (mayGoOn && !probe.isFull()) {
      throw MediaRefusal.unavailable(
          SOON_SECONDS, "begun", "What this part of the show is coded in is known in a moment.");
    }
    return probe.tracks();
  }

  private ByteBuf read(Segment segment, long at, long end)
      throws StorageException, CorruptFlvException {
    return library.runs().read(segment, at, (int) Math.min(READ_BYTES, end - at));
  }

  private static long firstMs(ByteBuf run) throws CorruptFlvException {
    TagCursor tags = new TagCursor().reset(run);
    tags.next();
    return tags.timestampMs();
  }

  private static int lengthUntil(ByteBuf run, long endMs) throws CorruptFlvException {
    TagCursor tags = new TagCursor().reset(run);
    while (tags.next()) {
      if (tags.timestampMs() >= endMs) {
        return tags.start() - run.readerIndex();
      }
    }
    return run.readableBytes();
  }

  private StreamHeaders headers(Segment segment, long position) throws IOException {
    StreamHeaders headers = library.runs().head(segment);
    TagCursor tags = new TagCursor();
    long at = segment.startPosition();
    long end = Math.min(position, segment.table().lastHeader() + 1);
    while (at < end) {
      ByteBuf run = read(segment, at, position);
      try {
        tags.reset(run);
        while (tags.next()) {
          if (TagKind.isHeader(tags.kind())) {
            headers.offer(tags.kind(), run, tags.start(), tags.end());
          }
        }
        at += run.readableBytes();
      } finally {
        run.release();
      }
    }
    return headers;
  }
}
