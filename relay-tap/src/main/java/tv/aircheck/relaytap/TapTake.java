package tv.aircheck.relaytap;

import tv.aircheck.relay.ErrorCode;
import tv.aircheck.relay.Mark;
import tv.aircheck.relay.RelayException;

/**
 * Where one take stands: checks that what comes is the log without hole or overlap. Event loop
 * only.
 */
final class TapTake {
  enum State {
    /** The listener has part of it and asked for the rest; not opened on this connection yet. */
    HELD,
    OPEN,
    ENDED
  }

  private static final long NONE = -1;

  private final String id;
  private State state = State.HELD;
  private int handle;

  /** Where the next byte belongs. */
  private long next;

  private long lastMark = NONE;
  private long acked = NONE;
  private boolean muted;

  TapTake(String id, long next) {
    this.id = id;
    this.next = next;
  }

  String id() {
    return id;
  }

  State state() {
    return state;
  }

  int handle() {
    return handle;
  }

  long next() {
    return next;
  }

  /** A new connection: the listener wants the bytes from {@code position} on. */
  void hold(long position) {
    state = State.HELD;
    next = position;
    lastMark = NONE;
    muted = false;
    if (acked > position) {
      acked = NONE; // the listener wants bytes again that it had called safe
    }
  }

  void open(int newHandle, Mark last) {
    state = State.OPEN;
    handle = newHandle;
    lastMark = last == null ? NONE : last.position();
  }

  void mark(Mark mark) throws RelayException {
    check(mark.position() >= next && mark.position() >= lastMark, "a mark", mark.position());
    lastMark = mark.position();
  }

  void data(long position, int bytes) throws RelayException {
    check(position == next, "DATA", position);
    next += bytes;
  }

  void gap(long from, long to, Mark last) throws RelayException {
    check(from == next, "a gap", from);
    next = to;
    lastMark = last == null ? lastMark : last.position();
  }

  void end(long finalPosition) throws RelayException {
    check(finalPosition == next, "the end", finalPosition);
    state = State.ENDED;
  }

  /** The words are made only when they are needed: this is asked for every run. */
  private void check(boolean right, String what, long at) throws RelayException {
    if (state != State.OPEN || !right) {
      throw new RelayException(
          ErrorCode.PROTOCOL,
          "take %s: %s at %d, expected %d, last mark %d, while it is %s"
              .formatted(id, what, at, next, lastMark, state));
    }
  }

  /** Whether that is news for the origin. */
  boolean ack(long position) {
    if (position <= acked || position > next) {
      return false;
    }
    acked = position;
    return true;
  }

  long acked() {
    return acked;
  }

  boolean hasAck() {
    return acked != NONE;
  }

  /** Complete, and the origin was told that all of it is safe. */
  boolean finished() {
    return state == State.ENDED && acked == next;
  }

  /** The listener failed on this take: it gets nothing more of it on this connection. */
  void mute() {
    muted = true;
  }

  boolean muted() {
    return muted;
  }
}
