package tv.aircheck.playback;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.Index;
import tv.aircheck.rtmp.StatusCode;
import tv.aircheck.storage.GrowingSegments;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.StorageException;

/** All that readers share: where broadcasts are looked up and their bytes are read. Any thread. */
public final class Library implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Library.class);

  private static final Duration REPORTED_AGAIN = Duration.ofMinutes(10);

  /** A day of television of which nothing is there. */
  private static final int MOST_REPORTED = 10_000;

  private final Shows shows;
  private final SegmentLocator locator;
  private final SegmentFiles files;
  private final TagRuns runs;
  private final KeyframeSearch search;
  private final GrowingSegments growing;
  private final BringBack bringBack;
  private final PlaybackListener listener;
  private final Cache<SegmentKey, Boolean> reported =
      Caffeine.newBuilder().expireAfterWrite(REPORTED_AGAIN).maximumSize(MOST_REPORTED).build();

  Library(Source source, int openFiles, LongSupplier nanoTicker, PlaybackListener listener) {
    this.growing = source.spool().growing();
    this.bringBack = source.bringBack();
    this.listener = listener;
    this.shows = new Shows(source.index(), nanoTicker);
    this.locator = new SegmentLocator(source.index(), growing);
    this.files = new SegmentFiles(source.spool(), source.store(), openFiles, listener);
    this.runs = new TagRuns(files, ByteBufAllocator.DEFAULT);
    this.search = new KeyframeSearch(locator, runs);
  }

  /** With a way to the store of its own, for who reads here and there. */
  public static Library of(
      Index index, Spool spool, ObjectStore store, BringBack bringBack, int openFiles) {
    Source source = new Source(index, spool, store, bringBack);
    return new Library(source, openFiles, System::nanoTime, PlaybackListener.NONE);
  }

  public Shows shows() {
    return shows;
  }

  public SegmentLocator locator() {
    return locator;
  }

  public TagRuns runs() {
    return runs;
  }

  public KeyframeSearch search() {
    return search;
  }

  public GrowingSegments growing() {
    return growing;
  }

  /** Refuses a show that is archived and not there again, which has it brought back. */
  public void requireHere(Show show) throws StorageException, NotPlayable {
    Optional<Instant> readyAt = bringBack.away(show.broadcastId());
    if (readyAt.isPresent()) {
      throw new NotPlayable(StatusCode.PLAY_FAILED, BringBack.words(readyAt.get()));
    }
  }

  /** What a reader of a show is told: of what is archived, when it will be there. */
  public StorageException told(Show show, StorageException why) throws StorageException {
    return why.kind() == StorageException.Kind.ARCHIVED
        ? new StorageException(why.kind(), BringBack.words(bringBack.ask(show.broadcastId())), why)
        : why;
  }

  /** Says that a stretch of log is left out, once for all who would have seen it. */
  public void lost(SegmentKey key, Exception why) {
    if (reported.asMap().putIfAbsent(key, true) == null) {
      log.warn("segment {} cannot be played and is left out: {}", key.storeKey(), why.getMessage());
      listener.lost(key.storeKey());
    }
  }

  /** Was it found lately that a segment cannot be had? */
  public boolean isLost(SegmentKey key) {
    return reported.getIfPresent(key) != null;
  }

  /**
   * What was read of a sealed segment makes no sense.
   *
   * @return whether it is worth reading again, as somebody else has it too
   */
  public boolean distrust(SegmentKey key, Exception why) throws StorageException {
    return files.distrust(key, why);
  }

  @Override
  public void close() {
    files.close();
  }
}
