package tv.aircheck.playback;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.rtmp.PlayHandler;
import tv.aircheck.rtmp.PlayRequest;
import tv.aircheck.rtmp.PlayStream;
import tv.aircheck.rtmp.StatusCode;

/**
 * One viewer of the archive: decides when to read, and when to send what was read. All on the
 * connection's event loop. Nothing is held back for a paced viewer; one who downloads has one run
 * read ahead while the socket is full.
 */
final class ArchivePlayer implements PlayHandler, AsyncReader.Sink {
  private static final Logger log = LoggerFactory.getLogger(ArchivePlayer.class);

  private static final int SMALLEST_READ = 16 * 1024;
  private static final int FIRST_READ = 64 * 1024;
  private static final long STRIDE_MS = 1_000;

  /** An unpause this far behind what was sent is no rounding: the viewer wants to be there. */
  private static final long JUMP_MS = 1_000;

  private enum State {
    PLAYING,
    /** All was sent, or nothing could be; a seek plays again. */
    ENDED,
    CLOSED
  }

  private final PlayRequest request;
  private final PlayRange range;
  private final BroadcastReader reader;
  private final PlayContext context;
  private final Patience patience;

  private State state = State.PLAYING;
  private boolean paused;

  /** One frame is still to be sent, although paused. */
  private boolean snapshot;

  private Playing playing;
  private Step.Tags held;
  private Future<?> timer;

  ArchivePlayer(PlayRequest request, PlayRange range, BroadcastReader reader, PlayContext context) {
    this.request = request;
    this.range = range;
    this.reader = reader;
    this.context = context;
    this.patience = new Patience(context.settings().storeRetries());
  }

  /** What there is from the moment the connection is there. */
  private record Playing(
      EventLoop eventLoop, Outlet outlet, AsyncReader async, Pacer pacer, EdgeWatch edge) {}

  @Override
  public void opened(PlayStream stream) {
    EventLoop loop = stream.eventLoop();
    long bufferMs = context.settings().defaultBuffer().toMillis();
    playing =
        new Playing(
            loop,
            new Outlet(stream),
            new AsyncReader(reader, context.pool(), loop, this),
            new Pacer(bufferMs, loop.ticker()::nanoTime),
            new EdgeWatch(context.growing(), loop, this::pump));
    context.listener().opened(reader.show().id());
    playing.outlet.begin(request.reset());
    goTo(range.fromMs());
    pump();
  }

  /** Sends and reads what may be sent and read now; called after everything that changes that. */
  private void pump() {
    if (state != State.PLAYING || (paused && !snapshot)) {
      return;
    }
    if (held != null) {
      if (!playing.outlet.isWritable()) {
        return;
      }
      sendHeld();
    }
    boolean waiting = playing.async.isBusy() || playing.edge.isWaiting() || timer != null;
    if (state != State.PLAYING || (paused && !snapshot) || waiting) {
      return;
    }
    if (playing.pacer.isPaced() && !playing.outlet.isWritable()) {
      return;
    }
    long waitMs = snapshot ? 0 : playing.pacer.waitMs(playing.outlet.sentMs());
    if (waitMs > 0) {
      pumpIn(waitMs);
    } else {
      playing.async.next(limit());
    }
  }

  /**
   * About a second at a time for one who watches: less would be busy, more would be ahead of time.
   */
  private ReadLimit limit() {
    int bytes = context.settings().readBytes();
    long beforeMs = playing.outlet.targetMs();
    if (playing.pacer.isPaced()) {
      long second = playing.outlet.bytesPerSecond();
      bytes = (int) Math.min(bytes, second == 0 ? FIRST_READ : Math.max(SMALLEST_READ, second));
      beforeMs = Math.min(beforeMs, playing.pacer.dueMs() + STRIDE_MS);
    }
    return new ReadLimit(bytes, beforeMs, snapshot || range.oneFrame());
  }

  private void pumpIn(long ms) {
    timer =
        playing.eventLoop.schedule(
            () -> {
              timer = null;
              pump();
            },
            ms,
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void step(Step step) {
    patience.renew();
    if (step instanceof Step.Tags tags) {
      held = tags;
    } else if (step instanceof Step.Wait wait) {
      playing.edge.await(wait.takeId());
    } else if (paused) {
      // The end is told when it is reached playing: reading on finds it again.
      snapshot = false;
    } else {
      end();
    }
    pump();
  }

  private void sendHeld() {
    Step.Tags tags = held;
    held = null;
    playing.outlet.send(tags, reader.show().timeline());
    snapshot = false;
    if (range.oneFrame() && !paused) {
      end();
    }
  }

  private void end() {
    state = State.ENDED;
    playing.outlet.complete(reader.show().timeline().durationMs());
  }

  @Override
  public void failed(Exception why) {
    long waitMs = patience.waitMs(why);
    if (waitMs != Patience.HOPELESS) {
      log.info("viewer {} waits: {}", request.peer(), why.getMessage());
      pumpIn(waitMs);
      return;
    }
    state = State.ENDED;
    if (Failures.isAway(why)) {
      log.info("viewer {} of {} waits for it", request.peer(), reader.show().id());
      playing.outlet.failed(StatusCode.PLAY_FAILED, why.getMessage());
      return;
    }
    log.warn("viewer {} of {} cannot go on", request.peer(), reader.show().id(), why);
    playing.outlet.failed(
        StatusCode.PLAY_FAILED, "this part of the show cannot be read now; try again later");
  }

  @Override
  public void seek(long positionMs) {
    if (state == State.CLOSED) {
      return;
    }
    long targetMs = clamp(positionMs);
    playing.outlet.seeked(targetMs, reader.show().id());
    context.listener().seeked();
    state = State.PLAYING;
    snapshot = paused;
    goTo(targetMs);
    pump();
  }

  /** On air the index lags a segment behind; the viewer may have seen more. */
  private long clamp(long positionMs) {
    long latest = Math.max(reader.show().timeline().durationMs(), playing.outlet.sentMs());
    return Math.max(0, Math.min(positionMs, Math.min(latest, range.toMs())));
  }

  /** What was read and not sent is dropped; the next step comes from the offset. */
  private void goTo(long offsetMs) {
    dropHeld();
    cancelTimer();
    patience.renew();
    playing.edge.stop();
    playing.outlet.moveTo(offsetMs);
    playing.pacer.start(offsetMs);
    playing.async.seek(offsetMs);
  }

  @Override
  public void pause(boolean wanted, long positionMs) {
    if (state == State.CLOSED) {
      return;
    }
    boolean resumed = paused && !wanted;
    paused = wanted;
    playing.outlet.paused(wanted);
    if (!resumed) {
      cancelTimer();
      return;
    }
    snapshot = false;
    // All that was sent arrives, for nothing was dropped: going on behind it repeats nothing.
    if (state == State.PLAYING && positionMs > playing.outlet.sentMs() + JUMP_MS) {
      goTo(clamp(positionMs));
    } else {
      playing.pacer.resume(positionMs, playing.outlet.sentMs());
    }
    pump();
  }

  @Override
  public void receiveAudio(boolean wanted) {
    reader.filter().audio(wanted);
  }

  @Override
  public void receiveVideo(boolean wanted) {
    boolean again = wanted && !reader.filter().hasVideo();
    reader.filter().video(wanted);
    if (again) {
      // Pictures can be decoded from a keyframe on only.
      seek(playing.outlet.sentMs());
    }
  }

  @Override
  public void bufferLength(long lengthMs) {
    playing.pacer.bufferMs(lengthMs);
    if (!patience.isTried()) {
      cancelTimer();
    }
    pump();
  }

  @Override
  public void writabilityChanged(boolean writable) {
    pump();
  }

  @Override
  public void closed() {
    state = State.CLOSED;
    if (playing != null) {
      dropHeld();
      cancelTimer();
      playing.edge.stop();
      playing.async.close();
      context.listener().closed(reader.show().id());
    }
  }

  private void dropHeld() {
    if (held != null) {
      held.run().release();
      held = null;
    }
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
