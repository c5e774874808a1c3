package tv.aircheck.origin;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.Iterator;
import tv.aircheck.relay.EndReason;
import tv.aircheck.relay.Frame;
import tv.aircheck.relay.JoinContext;
import tv.aircheck.relay.Mark;
import tv.aircheck.relay.TakeOpen;

/** One take on its way to one subscriber. On the connection's event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the channel
final class RelayFeed {
  private enum State {
    STREAMING,
    /** TAKE_END has been sent. */
    ENDED
  }

  /** What one turn sends at most, but for a single larger tag. */
  static final int TURN_BYTES = 256 << 10;

  /** So much unsent does not wait for the timer. */
  private static final int WAKE_BYTES = 256 << 10;

  private final int handle;
  private final Take take;
  private final TakeWatch watch;
  private State state = State.STREAMING;
  private long position;
  private long acknowledged = -1;

  /** Marks before it are known to the subscriber. */
  private long marksFrom;

  private int frames;
  private volatile boolean due = true;

  RelayFeed(int handle, Take take, Runnable wake) {
    this.handle = handle;
    this.take = take;
    this.watch =
        new TakeWatch(
            () -> {
              due = true;
              wake.run();
            });
  }

  /** Its turn has come: what there is goes out. */
  void due() {
    due = true;
  }

  boolean isDue() {
    return due;
  }

  Take take() {
    return take;
  }

  int handle() {
    return handle;
  }

  /** How far the take has been sent. */
  long position() {
    return position;
  }

  /** DATA frames sent since the last call. */
  int takeFrames() {
    int sent = frames;
    frames = 0;
    return sent;
  }

  void acknowledge(long to) {
    acknowledged = Math.max(acknowledged, to);
  }

  /** Sent to its end, and acknowledged to its end. */
  boolean isSettled() {
    return state == State.ENDED && acknowledged >= position;
  }

  boolean isEnded() {
    return state == State.ENDED;
  }

  /**
   * Opens the take at {@code from}, or where the log begins by now if that is later.
   *
   * @return the frame to send, or null if no tag begins at {@code from}
   */
  TakeOpen open(long from, String originNode) {
    TakeLog log = take.log();
    long at = Math.max(from, log.start());
    JoinContext context = log.contextAt(at);
    while (context == null && at < log.start()) {
      at = log.start(); // the window moved on just now
      context = log.contextAt(at);
    }
    if (context == null) {
      return null;
    }
    goTo(at, context);
    take.watch(watch);
    watch.arm(at + WAKE_BYTES);
    Take.Identity who = take.identity();
    return new TakeOpen(
        handle,
        who.id(),
        who.app(),
        who.name(),
        who.startedAtMs(),
        originNode,
        who.openedBy(),
        who.previousTakeId(),
        at,
        context);
  }

  private void goTo(long at, JoinContext context) {
    position = at;
    marksFrom = context.lastMark() == null ? at : Math.max(at, context.lastMark().position() + 1);
  }

  /**
   * Sends what there is, for one turn; stays due until there is nothing more.
   *
   * @param credit bytes of log that may be sent; a larger tag is sent whole while there is any
   * @return bytes of log sent
   */
  long send(Channel channel, long credit) {
    if (state == State.ENDED || (credit <= 0 && position < take.log().end())) {
      return 0;
    }
    due = false; // before looking: what comes after the look makes it due again
    EndReason ended = take.ended();
    LogBatch batch = take.log().read(position, marksFrom, Math.min(credit, TURN_BYTES));
    if (batch == null) {
      if (ended != null) {
        channel.write(new Frame.TakeEnd(handle, position, ended));
        state = State.ENDED;
        stop();
      }
      return 0;
    }
    if (batch.lost()) {
      return gap(channel, batch);
    }
    data(channel, batch);
    due |= ended != null || take.log().end() - position >= WAKE_BYTES;
    watch.arm(position + WAKE_BYTES);
    return batch.to() - batch.from();
  }

  private long gap(Channel channel, LogBatch lost) {
    due = true;
    JoinContext after = take.log().contextAt(lost.to());
    if (after != null) { // else the window moved on just now: the next turn sees where to
      channel.write(new Frame.Gap(handle, lost.from(), lost.to(), after));
      goTo(lost.to(), after);
    }
    return 0;
  }

  /** A mark goes before the run that holds its position. */
  private void data(Channel channel, LogBatch batch) {
    Iterator<Mark> marks = batch.marks().iterator();
    Mark mark = marks.hasNext() ? marks.next() : null;
    for (ByteBuf run : batch.runs()) {
      long end = position + run.readableBytes();
      while (mark != null && mark.position() < end) {
        channel.write(new Frame.TakeMark(handle, mark));
        mark = marks.hasNext() ? marks.next() : null;
      }
      channel.write(new Frame.Data(handle, position, run));
      frames++;
      position = end;
    }
    marksFrom = position;
  }

  void stop() {
    take.unwatch(watch);
  }
}
