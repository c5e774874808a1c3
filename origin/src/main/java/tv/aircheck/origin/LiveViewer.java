package tv.aircheck.origin;

import io.netty.buffer.ByteBuf;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.flv.TimestampNormaliser;

/**
 * One who watches live: starts at the last keyframe, follows the log as fast as the socket takes
 * it, and skips to the newest keyframe when it has fallen behind. Holds nothing but a position. On
 * its own event loop.
 */
final class LiveViewer {
  private enum State {
    /** For a first keyframe, or for the publisher to come back. */
    WAITING,
    PLAYING,
    /** Told that the stream is over; a publisher who comes back all the same is played. */
    OVER,
    CLOSED
  }

  private static final int BATCH_BYTES = 256 << 10;

  /** So much media shows which tracks there are. */
  private static final long PROBE_MS = 1_000;

  private final Desk desk;
  private final LiveChannel channel;
  private final ViewerSink sink;
  private State state = State.WAITING;
  private final long sinceTickMs;
  private Take take;
  private long position;
  private long offsetMs;
  private long logMs;
  private long sentBytes;
  private boolean paused;

  /** What comes next does not continue what the viewer has. */
  private boolean torn;

  LiveViewer(Desk desk, LiveChannel channel, ViewerSink sink) {
    this.desk = desk;
    this.channel = channel;
    this.sink = sink;
    this.sinceTickMs = desk.world().tickMs();
    channel.fan().expect();
    desk.listener().viewerJoined(channel.id(), sink.protocol());
  }

  LiveChannel channel() {
    return channel;
  }

  /** Sends what there is, as far as the socket takes it. */
  void pull() {
    if (paused) {
      return;
    }
    if (state == State.WAITING || state == State.OVER) {
      join();
    }
    if (state == State.PLAYING) {
      play();
      sink.flush();
    }
  }

  void pause() {
    paused = true;
  }

  /** Goes on at the newest keyframe. */
  void unpause() {
    if (paused) {
      paused = false;
      goOnAtKeyframe();
    }
  }

  /** What the viewer has is of no use to it: begins again at the newest keyframe, unless paused. */
  void restart() {
    torn = true;
    if (!paused) {
      goOnAtKeyframe();
    }
  }

  private void goOnAtKeyframe() {
    if (state == State.PLAYING) {
      skip();
    }
    pull();
  }

  void close() {
    if (state != State.CLOSED) {
      state = State.CLOSED;
      channel.fan().left();
      desk.listener().viewerLeft(channel.id(), sink.protocol(), sentBytes);
    }
  }

  private void join() {
    Take live = channel.take();
    // One who comes now does not want the end of what is over, but what comes next.
    boolean stale = live == null || live == take || (take == null && live.ended() != null);
    LogMark point = stale ? null : live.log().livePoint();
    if (point == null) {
      if (channel.isOver(tick(), desk.settings().publish().grace().toMillis())) {
        tellOver();
      }
      return;
    }
    StreamState edge = live.log().edge();
    if (take == null) {
      boolean turning = isTurning(point.before(), edge);
      boolean told = isProbed(edge) && !turning;
      if (!told && !isTiredOfWaiting()) {
        return;
      }
      StreamState shown = turning ? point.before() : edge; // To its end, at least.
      offsetMs = sink.startsAtZero() ? -point.mark().timestampMs() : 0;
      sink.start(shown);
      sink.metadata(shown, 0);
      sink.headers(point.before().headers(), 0);
    } else if (sink.startsAtZero() && !isProbed(edge) && live.ended() == null) {
      return;
    } else if (!sink.goesOnWith(edge)) {
      tellOver();
      return;
    } else {
      long nextMs = take.log().highestMs() + offsetMs + TimestampNormaliser.JOIN_MS;
      offsetMs = nextMs - point.mark().timestampMs();
      sink.publisherBack();
      sink.metadata(edge, nextMs);
      sink.headers(point.before().headers(), nextMs);
    }
    state = State.PLAYING;
    take = live;
    position = point.position();
    logMs = point.mark().timestampMs();
    torn = false;
  }

  /** Both tracks are there, or have had the time to come. */
  private boolean isProbed(StreamState edge) {
    return (edge.hasAudio() && edge.lastKeyframeMs() >= 0) || edge.highestMs() >= PROBE_MS;
  }

  /** A codec changes behind the last keyframe: the next one is where that can be joined. */
  private boolean isTurning(StreamState before, StreamState edge) {
    return sink.startsAtZero()
        && (isOther(before.videoCodec(), edge.videoCodec())
            || isOther(before.audioCodec(), edge.audioCodec()));
  }

  private static boolean isOther(long before, long now) {
    return before >= 0 && before != now;
  }

  private boolean isTiredOfWaiting() {
    return tick() - sinceTickMs >= desk.settings().viewers().patience().toMillis();
  }

  private void tellOver() {
    if (state != State.OVER) {
      state = State.OVER;
      sink.over();
    }
  }

  private void play() {
    while (state == State.PLAYING && sink.isWritable()) {
      if (lags()) {
        skip();
      }
      boolean ended = take.ended() != null;
      LogBatch batch = take.log().read(position, Long.MAX_VALUE, BATCH_BYTES);
      if (batch != null && batch.lost()) {
        skip();
      } else if (batch != null) {
        send(batch);
      } else if (!ended) {
        return;
      } else if (!goOn()) {
        state = State.WAITING;
        join();
      }
      if (sink.isTorn()) {
        tellOver();
      }
    }
  }

  private void send(LogBatch batch) {
    ByteBuf first = batch.runs().get(0);
    logMs = TagLayout.timestampMs(first, first.readerIndex());
    for (ByteBuf run : batch.runs()) {
      sink.tags(run, offsetMs);
    }
    sentBytes += batch.to() - batch.from();
    position = batch.to();
  }

  /** Into the take in which the same publisher went on, without a seam. */
  private boolean goOn() {
    Take.Next next = take.next();
    if (next == null) {
      return false;
    }
    take = next.take();
    offsetMs += next.atMs();
    position = 0;
    logMs = 0;
    return true;
  }

  private boolean lags() {
    ViewerLimits limits = desk.settings().viewers();
    TakeLog log = take.log();
    return log.end() - position > limits.lagBytes()
        || (log.end() > position && log.highestMs() - logMs > limits.lagTime().toMillis());
  }

  /** To the newest keyframe, if that is ahead or all is torn; or past what is gone. */
  private void skip() {
    LogMark point = take.log().livePoint();
    long target = point == null ? take.log().end() : point.position();
    if (target <= position && !torn) {
      return;
    }
    torn = false;
    if (target > position) {
      desk.listener().viewerSkipped(channel.id(), target - position);
    }
    position = target;
    if (point != null) {
      logMs = point.mark().timestampMs();
      sink.headers(point.before().headers(), logMs + offsetMs);
    }
  }

  private long tick() {
    return desk.world().tickMs();
  }
}
