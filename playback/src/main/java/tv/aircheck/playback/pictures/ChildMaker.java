package tv.aircheck.playback.pictures;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.playback.pictures.child.PictureWire.Picture;
import tv.aircheck.playback.pictures.child.PictureWire.Refused;
import tv.aircheck.playback.pictures.child.PictureWire.Request;

/**
 * Has pictures made by another process: started when it is needed, stopped when it rests, started
 * again when it died. One death may be an accident, and what was asked is asked again; from the
 * second in a row on it has to wait, each time twice as long.
 */
final class ChildMaker implements PictureMaker {
  private static final Logger log = LoggerFactory.getLogger(ChildMaker.class);

  private static final long FIRST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MOST_DOUBLINGS = 6;

  private enum State {
    DOWN,
    UP,
    CLOSED
  }

  private final List<String> command;
  private final Duration deadline;
  private final LongSupplier nanoTicker;
  private final PicturesListener listener;
  private final ScheduledExecutorService deadlines;
  private volatile State state = State.DOWN;
  private volatile PictureChild child;
  private volatile int deaths;
  private volatile long notBefore;

  ChildMaker(
      List<String> command, Duration deadline, LongSupplier nanoTicker, PicturesListener listener) {
    this.command = command;
    this.deadline = deadline;
    this.nanoTicker = nanoTicker;
    this.listener = listener;
    this.deadlines =
        Executors.newSingleThreadScheduledExecutor(
            run -> {
              Thread thread = new Thread(run, "picture-deadline");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public boolean isAvailable() {
    return state == State.UP || (state == State.DOWN && !mustWait());
  }

  private boolean mustWait() {
    return deaths > 1 && nanoTicker.getAsLong() - notBefore < 0;
  }

  @Override
  public Picture make(Request request) throws Refused, NoPicture {
    try {
      return once(request);
    } catch (IOException accident) {
      if (deaths > 1) {
        throw failed(accident);
      }
    }
    try {
      return once(request);
    } catch (IOException again) {
      throw failed(again);
    }
  }

  private static NoPicture failed(IOException why) {
    return new NoPicture(NoPicture.Reason.FAILED, why.getMessage(), why);
  }

  private Picture once(Request request) throws IOException, Refused, NoPicture {
    if (!isAvailable()) {
      throw new NoPicture(
          NoPicture.Reason.UNAVAILABLE,
          "the process for pictures has ended too often; it is given time");
    }
    try {
      if (child == null) {
        started(PictureChild.start(command, deadlines));
      }
      Picture picture = child.ask(request, deadline);
      deaths = 0;
      return picture;
    } catch (Refused e) {
      deaths = 0;
      throw e;
    } catch (IOException e) {
      throw died(e);
    }
  }

  private synchronized void started(PictureChild up) throws NoPicture {
    if (state == State.CLOSED) {
      up.close();
      throw new NoPicture(NoPicture.Reason.UNAVAILABLE, "the server is shutting down");
    }
    child = up;
    state = State.UP;
    listener.started();
  }

  private IOException died(IOException why) {
    boolean overdue = child != null && child.wasOverdue();
    String words =
        overdue
            ? "a picture took longer than " + deadline.toMillis() + " ms"
            : "the process for pictures ended (" + why.getMessage() + ")";
    stop();
    if (state != State.CLOSED) {
      // What hangs would hang again.
      deaths = overdue ? Math.max(2, deaths + 1) : deaths + 1;
      int doublings = Math.max(0, Math.min(deaths - 2, MOST_DOUBLINGS));
      notBefore = nanoTicker.getAsLong() + (FIRST_WAIT_NANOS << doublings);
      log.warn("{}: {} in a row", words, deaths);
      listener.died(overdue);
    }
    return new IOException(words, why);
  }

  @Override
  public void rest() {
    stop();
  }

  private synchronized void stop() {
    if (child != null) {
      child.close();
      child = null;
    }
    if (state == State.UP) {
      state = State.DOWN;
    }
  }

  /** Any thread; what is being made fails. */
  @Override
  public synchronized void close() {
    state = State.CLOSED;
    if (child != null) {
      child.close();
    }
    deadlines.shutdown();
  }
}
