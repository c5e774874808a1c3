package tv.aircheck.playback;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.Index;
import tv.aircheck.index.access.Caller;
import tv.aircheck.rtmp.PlayOffer;
import tv.aircheck.rtmp.PlayRequest;
import tv.aircheck.rtmp.StatusCode;
import tv.aircheck.rtmp.StreamAddress;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.StorageException;

/**
 * The front door: plays the archive over RTMP, and lends what it reads with to HTTP. What is asked
 * of it is looked up and read on threads of its own; viewers live on their connections' event
 * loops. Any thread.
 */
public final class Playback implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Playback.class);

  private static final double MS_PER_SECOND = 1000;
  private static final long LINGER_SECONDS = 3;
  private static final long IDLE_SECONDS = 10;
  private static final int WAITING_SHOWS = 64;

  private final Index index;
  private final InstantSource clock;
  private final Library library;
  private final ExecutorService pool;
  private final ExecutorService requests;
  private final PlayContext context;

  /** Nothing that is passed in is closed by this. */
  public Playback(
      PlaybackSettings settings,
      Index index,
      Spool spool,
      ObjectStore store,
      InstantSource clock,
      PlaybackListener listener) {
    this.index = index;
    this.clock = clock;
    requests = requests();
    BringBack bringBack = new BringBack(index, store, clock, settings.bringBack(), requests);
    Source source = new Source(index, spool, store, bringBack);
    library = new Library(source, settings.openFiles(), System::nanoTime, listener);
    // The queue needs no bound of its own: each connection has one task in it at most.
    pool =
        Executors.newFixedThreadPool(
            settings.readers(), new DefaultThreadFactory("playback-reader", true));
    context = new PlayContext(settings, pool, spool.growing(), listener);
  }

  /** Few shows are asked for at once; who finds no place is told the same, and asks again. */
  private static ExecutorService requests() {
    return new ThreadPoolExecutor(
        0,
        1,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(WAITING_SHOWS),
        new DefaultThreadFactory("bring-back", true));
  }

  /** Where shows are looked up and read; blocks. */
  public Library library() {
    return library;
  }

  /** What all viewers share, whatever they speak. */
  public PlayContext context() {
    return context;
  }

  /** Does an app name belong to the archive? */
  public static boolean isArchive(String app) {
    return ArchiveAddress.isArchive(app);
  }

  /** Does an address mean any of a channel's past shows, by a time of day? */
  public static boolean choosesByTime(StreamAddress address) {
    return ArchiveAddress.choosesByTime(address);
  }

  /** Lets a viewer in, or says why not; later, from another thread. */
  public void play(PlayRequest request, Caller caller, PlayOffer offer) {
    onPool(
        () -> offer.accept(player(request, caller)),
        refusal -> {
          context.listener().refused(refusal.code());
          log.info(
              "viewer {} of {} refused: {}",
              request.peer(),
              request.address(),
              refusal.getMessage());
          offer.refuse(refusal.code(), refusal.getMessage());
        });
  }

  private ArchivePlayer player(PlayRequest request, Caller caller)
      throws NotPlayable, StorageException {
    ArchiveAddress address = ArchiveAddress.parse(request.address());
    Show show = library.shows().find(address, caller);
    if (show.timeline().isEmpty() && !show.onAir()) {
      throw new NotPlayable(
          StatusCode.PLAY_STREAM_NOT_FOUND, "nothing of " + show.id() + " was recorded");
    }
    library.requireHere(show);
    long addressMs = -1;
    if (address.startMs() != null) {
      addressMs = address.startMs();
    } else if (address.at() != null) {
      addressMs = library.shows().offsetAt(show, address.at());
    }
    long edgeMs = show.onAir() ? show.timeline().durationMs() : -1;
    PlayRange range = PlayRange.of(request, addressMs, edgeMs);
    log.info("viewer {} plays {} from {} ms", request.peer(), show.id(), range.fromMs());
    BroadcastReader reader = new BroadcastReader(library, show, range.toMs());
    return new ArchivePlayer(request, range, reader, context);
  }

  /** How long a show is, in seconds, so far if it is on air; 0 if there is none. */
  public void streamLength(StreamAddress address, Caller caller, DoubleConsumer reply) {
    onPool(
        () -> {
          Show show = library.shows().find(ArchiveAddress.parse(address), caller);
          reply.accept(show.timeline().durationMs() / MS_PER_SECOND);
        },
        refusal -> reply.accept(0));
  }

  /**
   * Where clips are made. Closes with this.
   *
   * @param random for their ids
   */
  public ClipDesk clips(RandomGenerator random) {
    return new ClipDesk(index, library, clock, random);
  }

  private interface Question {
    void answer() throws NotPlayable, StorageException;
  }

  private interface Refusal {
    void because(NotPlayable why);
  }

  private void onPool(Question question, Refusal refusal) {
    try {
      pool.execute(
          () -> {
            try {
              question.answer();
            } catch (NotPlayable e) {
              refusal.because(e);
            } catch (Throwable e) { // Out of memory, too: the connection waits for an answer.
              log.error("looking up a show failed", e);
              refusal.because(
                  new NotPlayable(
                      StatusCode.PLAY_FAILED, "the archive cannot be asked now; try again later"));
            }
          });
    } catch (RejectedExecutionException e) {
      refusal.because(new NotPlayable(StatusCode.PLAY_FAILED, "the server is shutting down"));
    }
  }

  /** To be called when the viewers are gone. */
  @Override
  public void close() {
    requests.shutdownNow();
    pool.shutdown();
    try {
      if (!pool.awaitTermination(LINGER_SECONDS, TimeUnit.SECONDS)) {
        log.warn("reads of the archive are still running at shutdown; they are left behind");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    library.close();
  }
}
