package tv.aircheck.origin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.relay.JoinContext;
import tv.aircheck.relay.Mark;
import tv.aircheck.relay.RecentMarks;

/**
 * The log of one take: FLV tags in pooled chunks outside the heap, addressed by position. One
 * {@link LogAppender} appends on the publisher's event loop; anybody reads, by retained slices,
 * under a lock that is held for a few map look-ups and never while bytes are copied.
 *
 * <ol>
 *   <li>Positions run on without a hole from 0; the window is {@code [start, end)}, and both begin
 *       and end at a tag.
 *   <li>A tag lies in one chunk.
 *   <li>The window is cut at marks only, so the mark before every position in it is still known.
 *   <li>What a durable group has not acknowledged, and all from the last keyframe on, stays; unless
 *       that is more than the limits allow: then the oldest goes, and whoever still needed it is
 *       told the exact hole.
 * </ol>
 */
final class TakeLog {
  static final int CHUNK_BYTES = 64 << 10;

  private final WindowBudget budget;
  private final LongConsumer lost;
  private final TreeMap<Long, LogChunk> chunks = new TreeMap<>();
  private final TreeMap<Long, LogMark> marks = new TreeMap<>();
  private final Holds holds = new Holds();
  private final LatestMarks latest = new LatestMarks();
  private long start;
  private long end;
  private long highestMs = -1;
  private boolean complete;
  private volatile boolean closing;
  private boolean closed;

  /**
   * @param lost told how many bytes went out of the window although a group had not acknowledged
   *     them
   */
  TakeLog(WindowBudget budget, LongConsumer lost) {
    this.budget = budget;
    this.lost = lost;
    budget.logOpened();
  }

  /**
   * An empty chunk behind the log's end, for the appender; it is in the log from the first {@link
   * #commit} on.
   */
  LogChunk chunk(int bytes) {
    ByteBuf buf = PooledByteBufAllocator.DEFAULT.directBuffer(bytes, bytes);
    budget.taken(bytes);
    return new LogChunk(end(), buf);
  }

  /** Gives back a chunk that never got a tag. */
  void discard(LogChunk chunk) {
    release(List.of(chunk));
  }

  /**
   * Makes the next {@code bytes} of the chunk, whole tags, part of the log; {@code mark} stands at
   * the first of them, or is null.
   */
  synchronized void commit(LogChunk chunk, int bytes, long highest, LogMark mark) {
    highestMs = highest;
    if (chunk.size() == 0) {
      chunks.put(chunk.base, chunk);
    }
    chunk.grow(bytes);
    end += bytes;
    if (mark != null) {
      marks.put(mark.position(), mark);
      latest.add(mark);
    }
  }

  /** Nothing is appended after this. */
  void complete() {
    synchronized (this) {
      complete = true;
    }
    if (closing) {
      close();
    }
  }

  synchronized long start() {
    return start;
  }

  synchronized long end() {
    return end;
  }

  /** The highest timestamp in it, -1 before the first tag. */
  synchronized long highestMs() {
    return highestMs;
  }

  /**
   * Takes whole tags from {@code from} on: at most {@code maxBytes}, but one tag at least.
   *
   * @param marksFrom marks before it are left out
   * @return null if nothing is there yet
   */
  synchronized LogBatch read(long from, long marksFrom, long maxBytes) {
    if (from < start) {
      return LogBatch.lost(from, start);
    }
    if (from >= end) {
      return null;
    }
    List<ByteBuf> runs = new ArrayList<>(4);
    long to = slices(from, end, maxBytes, runs);
    List<Mark> inside = new ArrayList<>(2);
    if (marksFrom < to) {
      for (LogMark mark : marks.subMap(Math.max(from, marksFrom), to).values()) {
        inside.add(mark.mark());
      }
    }
    return new LogBatch(from, to, false, runs, inside);
  }

  /**
   * Retained slices of {@code [from, to)}, or of as much of it as is allowed; returns where they
   * end.
   */
  private long slices(long from, long to, long maxBytes, List<ByteBuf> runs) {
    long at = from;
    Map.Entry<Long, LogChunk> entry = chunks.floorEntry(from);
    while (entry != null && at < to && at - from < maxBytes) {
      LogChunk chunk = entry.getValue();
      int offset = (int) (at - chunk.base);
      int there = (int) Math.min(chunk.size() - offset, to - at);
      int size = wholeTags(chunk.buf, offset, there, maxBytes - (at - from), at == from);
      if (size > 0) {
        runs.add(chunk.buf.retainedSlice(offset, size));
        at += size;
      }
      if (size < there) {
        break;
      }
      entry = chunks.higherEntry(entry.getKey());
    }
    return at;
  }

  private static int wholeTags(ByteBuf buf, int offset, int there, long most, boolean oneAtLeast) {
    if (there <= most) {
      return there;
    }
    int size = oneAtLeast ? TagLayout.tagLength(buf, offset) : 0;
    while (size < there && size + TagLayout.tagLength(buf, offset + size) <= most) {
      size += TagLayout.tagLength(buf, offset + size);
    }
    return size;
  }

  /** What lies before {@code position}; null if no tag of the window begins there. */
  JoinContext contextAt(long position) {
    List<ByteBuf> runs = new ArrayList<>();
    LogMark mark;
    synchronized (this) {
      if (position < start || position > end) {
        return null;
      }
      if (complete && position == end && start == end) {
        return new JoinContext(new byte[0], false, -1, highestMs, null); // nothing comes after it
      }
      Map.Entry<Long, LogMark> floor = marks.floorEntry(position);
      if (floor == null) {
        return position == 0 ? JoinContext.START : null;
      }
      mark = floor.getValue();
      slices(mark.position(), position, Long.MAX_VALUE, runs);
    }
    StreamState state = replay(mark, runs);
    return state == null ? null : state.context(mark.mark());
  }

  /** The state behind the last tag. */
  StreamState edge() {
    List<ByteBuf> runs = new ArrayList<>();
    LogMark mark;
    synchronized (this) {
      if (marks.isEmpty()) {
        return new StreamState();
      }
      mark = marks.lastEntry().getValue();
      slices(mark.position(), end, Long.MAX_VALUE, runs);
    }
    return replay(mark, runs);
  }

  /**
   * The state at the end of the runs, which follow the mark and are released; null if they end
   * within a tag.
   */
  private static StreamState replay(LogMark mark, List<ByteBuf> runs) {
    try {
      StreamState state = mark.before().copy();
      TagCursor tags = new TagCursor();
      for (ByteBuf run : runs) {
        tags.reset(run);
        while (tags.next()) {
          state.see(tags.kind(), tags.timestampMs(), run, tags.start(), tags.end());
        }
      }
      return state;
    } catch (CorruptFlvException endsWithinATag) {
      return null;
    } finally {
      runs.forEach(ByteBuf::release);
    }
  }

  /**
   * Where a live viewer starts: the last keyframe, else the last mark; null before the first tag.
   */
  synchronized LogMark livePoint() {
    if (latest.keyframe() != null && latest.keyframe().position() >= start) {
      return latest.keyframe();
    }
    return marks.isEmpty() ? null : marks.lastEntry().getValue();
  }

  /** Keeps what comes after {@code position} for a group, unless it holds some already. */
  synchronized void hold(String group, long position) {
    holds.hold(group, position);
  }

  synchronized void acknowledge(String group, long position) {
    holds.acknowledge(group, Math.min(position, end));
  }

  synchronized void dropHold(String group) {
    holds.drop(group);
  }

  /** How far the group has acknowledged, -1 if it holds nothing. */
  synchronized long acknowledged(String group) {
    return holds.of(group);
  }

  /** How many bytes the slowest group has not acknowledged; 0 if there is none. */
  synchronized long unacknowledged() {
    return end - holds.slowest(end);
  }

  /** Whether a durable group waits for some of it. */
  synchronized boolean isHeld() {
    return !holds.isEmpty();
  }

  /** How fast it grows. */
  RecentMarks pace() {
    return latest.pace();
  }

  /** Complete, and acknowledged by all who hold it. */
  synchronized boolean drained() {
    return complete && holds.slowest(end) >= end;
  }

  /** Nothing is left of it in memory, and nothing will come. */
  synchronized boolean isEmpty() {
    return complete && start == end;
  }

  /** Cuts the window down to what has to be kept. */
  void trim(long tickMs) {
    List<LogChunk> gone = new ArrayList<>();
    long missed;
    synchronized (this) {
      long keep = keepFrom(tickMs);
      if (keep <= start) {
        return;
      }
      missed = keep - Math.max(start, holds.slowest(keep));
      start = keep;
      marks.headMap(keep).clear();
      while (!chunks.isEmpty()
          && chunks.firstEntry().getValue().end() <= start
          && (complete || chunks.size() > 1)) {
        gone.add(chunks.pollFirstEntry().getValue());
      }
    }
    release(gone);
    if (missed > 0) {
      lost.accept(missed);
    }
  }

  private long keepFrom(long tickMs) {
    LogMark keyframe = latest.keyframe();
    long live = complete || keyframe == null ? end : keyframe.position();
    return new WindowCut(start, end, complete, marks)
        .keepFrom(holds.slowest(live), budget.takeLimit(), tickMs - budget.timeMs());
  }

  /** Frees all memory, once it is complete; slices that readers have stay theirs. */
  void close() {
    List<LogChunk> gone;
    closing = true;
    synchronized (this) {
      if (closed || !complete) {
        return;
      }
      closed = true;
      start = end;
      gone = new ArrayList<>(chunks.values());
      chunks.clear();
      marks.clear();
    }
    release(gone);
    budget.logClosed();
  }

  private void release(List<LogChunk> gone) {
    for (LogChunk chunk : gone) {
      budget.given(chunk.buf.capacity());
      chunk.buf.release();
    }
  }
}
