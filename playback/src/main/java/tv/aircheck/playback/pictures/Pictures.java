package tv.aircheck.playback.pictures;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.playback.BringBack;
import tv.aircheck.playback.BringBackSettings;
import tv.aircheck.playback.Library;
import tv.aircheck.playback.Show;
import tv.aircheck.storage.Availability;
import tv.aircheck.storage.PictureKey;
import tv.aircheck.storage.StorageException;

/**
 * The front door: pictures of shows, made when they are first asked for and kept. What is asked
 * here blocks for what the index and the store say, never for a picture in the making. Any thread.
 */
public final class Pictures implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Pictures.class);

  private static final int OPEN_FILES = 16;

  /**
   * Single moments that are stored of one show: others are made again when memory has lost them.
   */
  private static final int MOST_STORED = 200;

  private static final int MOST_COUNTED = 10_000;
  private static final long PATIENCE_SECONDS = 30;
  private static final Duration PREPARED_FOR = Duration.ofMinutes(10);
  private static final int MOST_PREPARED = 1_000;

  /** Shows begin with pictures of clocks and of nothing. */
  private static final int PART_OF_POSTER = 5;

  private final Library library;
  private final BringBack whereabouts;
  private final FrameReader reader;
  private final Frames frames;
  private final Shelf shelf;
  private final Studio studio;
  private final PicturesSettings settings;
  private final Cache<String, AtomicInteger> stored =
      Caffeine.newBuilder().maximumSize(MOST_COUNTED).build();
  private final Cache<String, Boolean> prepared =
      Caffeine.newBuilder().expireAfterWrite(PREPARED_FOR).maximumSize(MOST_PREPARED).build();

  Pictures(
      PicturesSettings settings,
      PictureSource source,
      PictureMaker maker,
      LongSupplier nanoTicker,
      PicturesListener listener) {
    this.settings = settings;
    // Nothing is ever asked to be brought back here.
    whereabouts =
        new BringBack(
            source.index(), source.store(), source.clock(), BringBackSettings.DEFAULT, run -> {});
    library = Library.of(source.index(), source.spool(), source.store(), whereabouts, OPEN_FILES);
    reader = new FrameReader(library);
    frames = new Frames(reader, nanoTicker);
    shelf = new Shelf(source.store(), settings.cacheBytes(), nanoTicker);
    studio = new Studio(settings, maker, nanoTicker, listener);
  }

  /** Finds out whether anything can be made here, and says so once. */
  public static Pictures start(
      PicturesSettings settings, PictureSource source, PicturesListener listener) {
    return new Pictures(settings, source, maker(settings, listener), System::nanoTime, listener);
  }

  private static PictureMaker maker(PicturesSettings settings, PicturesListener listener) {
    if (!settings.enabled()) {
      return new NoMaker("pictures are switched off (pictures.enabled)");
    }
    Optional<List<String>> command = ChildProgram.command(settings.deadline());
    if (command.isEmpty()) {
      String why = "no pictures are made: FFmpeg's libraries are not in lib/pictures";
      log.info("{}; they are there for Linux x86_64 (docs/PICTURES.md)", why);
      return new NoMaker(why);
    }
    return new ChildMaker(command.get(), settings.deadline(), System::nanoTime, listener);
  }

  /** How many pictures and sheets wait to be made. */
  public int waiting() {
    return studio.waiting();
  }

  /** The moment that stands for a whole show: on air the newest. */
  static long posterMs(Show show) {
    long durationMs = show.timeline().durationMs();
    return show.onAir() ? durationMs : durationMs / PART_OF_POSTER;
  }

  /**
   * A JPEG of a moment.
   *
   * @param id as it was asked for, which may be a clip's
   * @param poster it is the one that stands for the show
   * @return fails with {@link NoPicture}
   */
  CompletionStage<byte[]> thumb(String id, Show show, long offsetMs, int width, boolean poster)
      throws NoPicture, StorageException {
    FramePlace place = reader.place(show, offsetMs);
    String key = new PictureKey(id, "at-" + place.name() + "-" + width).storeKey();
    byte[] known = show.onAir() ? shelf.remembered(key) : shelf.find(key);
    if (known != null) {
      return CompletableFuture.completedStage(known);
    }
    requireMakeable(show);
    frames.requireHope(place);
    Work.Keep keep = keep(key, () -> !show.onAir() && (poster || mayStore(id)));
    return await(studio.ask(key, Studio.Rank.THUMB, new ThumbWork(frames, place, width, keep)));
  }

  private boolean mayStore(String id) {
    return stored.get(id, none -> new AtomicInteger()).incrementAndGet() <= MOST_STORED;
  }

  private Work.Keep keep(String key, BooleanSupplier forGood) {
    return new Work.Keep() {
      @Override
      public void ready(byte[] made) {
        shelf.remember(key, made);
      }

      @Override
      public void ready(SheetWithHoles made) {
        shelf.remember(key, made);
      }

      @Override
      public void after(byte[] made) {
        if (forGood.getAsBoolean()) {
          shelf.store(key, made);
        }
      }
    };
  }

  /** Refuses what would be made in vain. */
  private void requireMakeable(Show show) throws NoPicture, StorageException {
    if (!studio.isAvailable()) {
      throw new NoPicture(NoPicture.Reason.UNAVAILABLE, "no pictures can be made now");
    }
    if (whereabouts.of(show.broadcastId()).availability() != Availability.READY) {
      throw new NoPicture(
          NoPicture.Reason.ARCHIVED,
          "this show is in the archive; it is not fetched for a picture");
    }
  }

  /** Others may wait for the same, and for longer. */
  private static CompletionStage<byte[]> await(CompletableFuture<byte[]> made) {
    return made.copy().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Are there, or can there be, sheets of a show? */
  boolean hasSheets(String id, Show show, Grid grid) throws StorageException {
    if (show.timeline().isEmpty()) {
      return false;
    }
    if (!show.onAir() && shelf.has(key(id, show, Sheet.whole(grid, 0)))) {
      return true;
    }
    try {
      requireMakeable(show);
      return reader.hasVideo(show, posterMs(show));
    } catch (NoPicture e) {
      return false;
    }
  }

  private static String key(String id, Show show, Sheet sheet) {
    return new PictureKey(id, sheet.name(TimelineName.of(show))).storeKey();
  }

  /**
   * A JPEG of many moments.
   *
   * @param keep whether it is the one that others will ask for, too
   * @return fails with {@link NoPicture}; with {@link SheetWithHoles} if there is one for now
   */
  CompletionStage<byte[]> sheet(String id, Show show, Sheet sheet, boolean keep)
      throws NoPicture, StorageException {
    String key = key(id, show, sheet);
    SheetWithHoles holes = shelf.holes(key);
    if (holes != null) {
      return CompletableFuture.failedStage(holes);
    }
    byte[] known = keep ? shelf.find(key) : shelf.remembered(key);
    if (known != null) {
      return CompletableFuture.completedStage(known);
    }
    requireMakeable(show);
    return await(studio.ask(key, Studio.Rank.SHEET, work(key, show, sheet, keep)));
  }

  private Work work(String key, Show show, Sheet sheet, boolean keep) {
    return new SheetWork(reader, frames, show, sheet, keep(key, () -> keep));
  }

  /** Somebody watches a show that is over: its sheets are made, while nothing else is. */
  @SuppressWarnings("FutureReturnValueIgnored") // whoever asks for a sheet that failed is told
  void prepare(String id, Show show, Grid grid) throws StorageException {
    String name = id + TimelineName.of(show);
    if (settings.backgroundPercent() == 0 || prepared.asMap().putIfAbsent(name, true) != null) {
      return;
    }
    try {
      for (int number = 0; number < grid.sheets(); number++) {
        Sheet sheet = Sheet.whole(grid, number);
        String key = key(id, show, sheet);
        if (shelf.holes(key) == null && !shelf.has(key)) {
          requireMakeable(show);
          studio.ask(key, Studio.Rank.BACKGROUND, work(key, show, sheet, true));
        }
      }
    } catch (NoPicture e) {
      prepared.invalidate(name);
      log.debug("the sheets of {} are made when they are asked for: {}", id, e.getMessage());
    }
  }

  @Override
  public void close() {
    studio.close();
    library.close();
  }
}
