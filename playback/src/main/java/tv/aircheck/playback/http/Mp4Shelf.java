package tv.aircheck.playback.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongFunction;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.mp4.PlacedMovie;
import tv.aircheck.flv.mp4.StretchSamples;
import tv.aircheck.flv.mp4.StretchScan;
import tv.aircheck.playback.Failures;
import tv.aircheck.playback.Library;
import tv.aircheck.playback.Segment;
import tv.aircheck.playback.Show;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.StorageException;

/** What is kept of MP4s between two requests. Blocks; any thread. */
final class Mp4Shelf {
  /** Samples of about a day of television. */
  private static final long SAMPLE_BYTES = 48 << 20;

  private static final long MOVIE_BYTES = 48 << 20;

  private static final long BLOCK_BYTES = 32 << 20;

  /** Pieces of all plans together: those of some days of television. */
  private static final int PLANNED_PIECES = 40_000;

  private static final Duration PLAN_STANDS = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofMinutes(2);
  private static final int SCAN_BYTES = 256 * 1024;

  private final Library library;
  private final Mp4Planner planner;
  private final Cache<Asked, Mp4Plan> plans =
      Caffeine.newBuilder()
          .maximumWeight(PLANNED_PIECES)
          .weigher((Asked asked, Mp4Plan plan) -> plan.pieces().size())
          .expireAfterWrite(PLAN_STANDS)
          .build();
  private final Cache<SegmentKey, StretchSamples> samples =
      Caffeine.newBuilder()
          .maximumWeight(SAMPLE_BYTES)
          .weigher((SegmentKey key, StretchSamples value) -> value.bytes())
          .build();

  /** Those that somebody waits for, complete or not. */
  private final Cache<String, Mp4Index> indexes = Caffeine.newBuilder().weakValues().build();

  /** Those that are complete, for who comes later. */
  private final Cache<String, Mp4Index> complete =
      Caffeine.newBuilder()
          .maximumWeight(MOVIE_BYTES)
          .weigher((String etag, Mp4Index index) -> index.movie().bytes())
          .expireAfterAccess(IDLE)
          .build();

  /** Of indexes that are sent now, as they stand in the file. */
  private final Cache<Block, byte[]> blocks =
      Caffeine.newBuilder()
          .maximumWeight(BLOCK_BYTES)
          .weigher((Block block, byte[] bytes) -> bytes.length)
          .expireAfterAccess(IDLE)
          .executor(Runnable::run)
          .build();

  private final Mp4Places places = new Mp4Places(System::nanoTime);
  private final Mp4Holds<Mp4Plan> plansInUse;
  private final Mp4Holds<PlacedMovie> moviesInUse;

  Mp4Shelf(Library library, Mp4Limits limits) {
    this.library = library;
    this.planner = new Mp4Planner(library, limits.indexFirstBytes());
    this.plansInUse = new Mp4Holds<>(limits.planBytes(), "what it knows");
    this.moviesInUse = new Mp4Holds<>(limits.movieBytes(), "the indexes");
  }

  private record Asked(String show, long fromMs, long toMs) {}

  private record Block(String etag, long at) {}

  Library library() {
    return library;
  }

  Mp4Plan plan(Show show, long fromMs, long toMs) throws MediaRefusal, IOException {
    Asked asked = new Asked(ShowTag.of(show), fromMs, toMs);
    Mp4Plan known = plans.getIfPresent(asked);
    if (known == null) {
      known = planner.plan(show, fromMs, toMs);
      plans.put(asked, known);
    }
    return known;
  }

  /** Plans of downloads that go on: all of their time. */
  Mp4Holds<Mp4Plan> plansInUse() {
    return plansInUse;
  }

  /** Indexes of downloads that send them now. */
  Mp4Holds<PlacedMovie> moviesInUse() {
    return moviesInUse;
  }

  /** Who reads the media now need not note what it needs. */
  boolean isIndexed(Mp4Plan plan) {
    return complete.getIfPresent(plan.etag()) != null;
  }

  /** The same for all who load the same, and who wait for it. */
  Mp4Index index(Mp4Plan plan) {
    Mp4Index known = complete.getIfPresent(plan.etag());
    return known == null ? indexes.get(plan.etag(), etag -> new Mp4Index(this)) : known;
  }

  /** Once it is complete. */
  void keep(Mp4Plan plan, Mp4Index index) {
    complete.put(plan.etag(), index);
  }

  /**
   * A part of an index, written once for all who load it.
   *
   * @param at where in the index it begins
   * @return not to be changed, nor held
   */
  byte[] block(Mp4Plan plan, long at, LongFunction<byte[]> written) {
    return blocks.get(new Block(plan.etag(), at), block -> written.apply(at));
  }

  Mp4Places places() {
    return places;
  }

  /** Null if nobody looked through it, or not lately. */
  StretchSamples known(Segment segment) {
    return samples.getIfPresent(segment.key());
  }

  void keep(Segment segment, StretchSamples noted) {
    samples.put(segment.key(), noted);
  }

  /** Looks through a segment: reads all of it. */
  StretchSamples scan(Segment segment) throws IOException {
    StretchSamples noted;
    try {
      noted = scanOnce(segment);
    } catch (CorruptFlvException | StorageException e) {
      distrust(segment, e);
      noted = scanOnce(segment);
    }
    keep(segment, noted);
    return noted;
  }

  private StretchSamples scanOnce(Segment segment) throws IOException {
    StretchScan scan = new StretchScan(library.runs().head(segment));
    long position = segment.startPosition();
    while (position < segment.endPosition()) {
      ByteBuf run = library.runs().read(segment, position, SCAN_BYTES);
      try {
        scan.run(run);
        position += run.readableBytes();
      } finally {
        run.release();
      }
    }
    return scan.finish();
  }

  /** Bytes of a segment as they lie there. */
  ByteBuf bytes(Segment segment, long position, int count) throws IOException {
    try {
      return library.runs().bytes(segment, position, count);
    } catch (StorageException e) {
      distrust(segment, e);
      return library.runs().bytes(segment, position, count);
    }
  }

  /**
   * Returns if it is worth reading again. What is lost for good is left out of the next MP4 that
   * somebody asks for.
   *
   * @throws IOException if it is not
   */
  void distrust(Segment segment, IOException why) throws IOException {
    boolean loss = !(why instanceof StorageException storage) || Failures.isLoss(storage);
    if (!loss) {
      throw why;
    }
    if (!library.distrust(segment.key(), why)) {
      library.lost(segment.key(), why);
      plans.invalidateAll();
      throw new LeftOutNextTime(segment, why);
    }
  }
}
