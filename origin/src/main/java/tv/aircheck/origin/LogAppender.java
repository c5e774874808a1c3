package tv.aircheck.origin;

import io.netty.buffer.ByteBuf;
import tv.aircheck.flv.TagKind;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.relay.Mark;

/**
 * Writes tags to the end of a log, on one event loop: {@link #begin} gives the place for a body,
 * which is copied there and looked at there; then the tag is either appended or dropped. Readers
 * see what was appended from {@link #commit} on, which is called once for many tags. Decides where
 * marks stand.
 */
final class LogAppender {
  private static final long AUDIO_MARK_MS = 1_000;
  private static final long MARK_MS = 5_000;

  private final TakeLog log;
  private final World world;
  private final StreamState state = new StreamState();
  private LogChunk tail;
  private long position;
  private long highestMs = -1;
  private long lastMarkMs = -1;

  /** Appended and not committed: so many bytes of the tail, and the mark at the first of them. */
  private int pending;

  private LogMark pendingMark;
  private int tagStart;
  private int kind;

  LogAppender(TakeLog log, World world) {
    this.log = log;
    this.world = world;
  }

  /**
   * Room for a body; exactly {@code length} bytes have to be written to it before anything else is
   * called.
   */
  ByteBuf begin(int type, int length) {
    int tagLength = length + TagLayout.OVERHEAD;
    if (tail == null || tail.buf.writableBytes() < tagLength) {
      nextChunk(tagLength);
    }
    tagStart = tail.buf.writerIndex();
    TagLayout.writeHeader(tail.buf, type, length, 0);
    return tail.buf;
  }

  private void nextChunk(int tagLength) {
    commit();
    if (tail != null && tail.size() == 0) {
      log.discard(tail);
    }
    tail = log.chunk(Math.max(TakeLog.CHUNK_BYTES, tagLength));
  }

  /** What the body makes of the tag; reads it in its place. */
  int look() {
    ByteBuf buf = tail.buf;
    kind = TagKind.of(TagLayout.type(buf, tagStart), buf, bodyStart(), bodyLength());
    return kind;
  }

  int type() {
    return TagLayout.type(tail.buf, tagStart);
  }

  ByteBuf buffer() {
    return tail.buf;
  }

  int bodyStart() {
    return tagStart + TagLayout.HEADER;
  }

  int bodyLength() {
    return TagLayout.bodyLength(tail.buf, tagStart);
  }

  /** Forgets the tag that was begun. */
  void drop() {
    tail.buf.writerIndex(tagStart);
  }

  /** Appends the tag that was begun. */
  void append(long timestampMs) {
    ByteBuf buf = tail.buf;
    TagLayout.setTimestamp(buf, tagStart, timestampMs);
    TagLayout.writeTrailer(buf, bodyLength());
    int bytes = buf.writerIndex() - tagStart;
    if (wantsMark(timestampMs)) {
      commit();
      pendingMark = mark(timestampMs);
    }
    state.see(kind, timestampMs, buf, tagStart, buf.writerIndex());
    highestMs = Math.max(highestMs, timestampMs);
    pending += bytes;
    position += bytes;
  }

  /** Shows readers what was appended. */
  void commit() {
    if (pending == 0) {
      return;
    }
    LogMark mark = pendingMark;
    log.commit(tail, pending, highestMs, mark);
    pending = 0;
    pendingMark = null;
    if (mark != null) {
      log.trim(mark.tickMs());
    }
  }

  private LogMark mark(long timestampMs) {
    lastMarkMs = timestampMs;
    boolean keyframe = TagKind.isKeyframe(kind);
    Mark mark = new Mark(position, timestampMs, world.nowMs(), keyframe);
    return new LogMark(mark, world.tickMs(), state.copy());
  }

  /**
   * At the first tag, at every keyframe, every second of a take that has no video, and else after
   * five seconds.
   */
  private boolean wantsMark(long timestampMs) {
    if (lastMarkMs < 0 || TagKind.isKeyframe(kind)) {
      return true;
    }
    long interval = state.hasVideo() ? MARK_MS : AUDIO_MARK_MS;
    return TagKind.isCodedMedia(kind) && timestampMs - lastMarkMs >= interval;
  }

  /** The state behind the last tag appended. */
  StreamState state() {
    return state;
  }

  long position() {
    return position;
  }

  /** No more tags come. */
  void finish() {
    commit();
    if (tail != null && tail.size() == 0) {
      log.discard(tail);
    }
    tail = null;
    log.complete();
  }
}
