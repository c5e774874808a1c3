package tv.aircheck.playback;

import io.netty.buffer.ByteBuf;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;

/**
 * Cuts what a viewer gets out of a run of the log. Mostly that is the run as it is; only where a
 * tag is left out in the middle, the rest is copied. Reusable; one thread at a time.
 */
final class RunCut {
  private final TagFilter filter;
  private final TagCursor tags = new TagCursor();

  private int from;
  private int to;
  private ByteBuf copy;
  private long firstMs;
  private long highestMs;
  private boolean reachedEnd;

  RunCut(TagFilter filter) {
    this.filter = filter;
  }

  /**
   * @param run whole tags; taken over: it, or a copy, comes back from {@link #kept}
   * @param headers in force; header tags in the run are noted there
   * @param shiftMs from log time to offset
   * @param endMs the offset at which the viewer wants no more
   * @throws CorruptFlvException if the run does not begin with a whole tag; it is released then
   */
  void cut(ByteBuf run, StreamHeaders headers, long shiftMs, ReadLimit limit, long endMs)
      throws CorruptFlvException {
    from = run.readerIndex();
    to = from;
    copy = null;
    firstMs = -1;
    highestMs = Long.MIN_VALUE;
    reachedEnd = false;
    tags.reset(run);
    boolean whole = false;
    try {
      while (nextTag(run)) {
        int kind = tags.kind();
        long offsetMs = tags.timestampMs() + shiftMs;
        boolean coded = TagKind.isCodedMedia(kind);
        reachedEnd = coded && offsetMs >= endMs;
        if (reachedEnd || (coded && offsetMs >= limit.beforeMs() && !isEmpty())) {
          break;
        }
        if (TagKind.isHeader(kind)) {
          headers.offer(kind, run, tags.start(), tags.end());
        }
        // Sound a little older than the first picture of a show cannot be told at a time before 0.
        take(run, offsetMs >= 0 && filter.passes(kind, tags.timestampMs()), offsetMs);
        highestMs = Math.max(highestMs, tags.timestampMs());
        if (limit.oneFrame() && isPicture(kind, headers) && !isEmpty()) {
          break;
        }
      }
      whole = true;
    } finally {
      if (!whole) {
        kept(run).release();
      }
    }
  }

  /** Damage behind the first tag is met again, and told, when reading goes on there. */
  private boolean nextTag(ByteBuf run) throws CorruptFlvException {
    try {
      return tags.next();
    } catch (CorruptFlvException e) {
      if (consumed(run) == 0) {
        throw e;
      }
      return false;
    }
  }

  private static boolean isPicture(int kind, StreamHeaders headers) {
    return TagKind.isCodedMedia(kind) && (TagKind.isVideo(kind) || !headers.hasVideo());
  }

  private void take(ByteBuf run, boolean passes, long offsetMs) {
    int start = tags.start();
    int end = tags.end();
    if (passes) {
      firstMs = firstMs < 0 ? offsetMs : firstMs;
      if (copy != null) {
        copy.writeBytes(run, start, end - start);
      }
    } else if (isEmpty()) {
      from = end;
    } else if (copy == null) {
      copy = run.alloc().directBuffer(run.writerIndex() - from);
      copy.writeBytes(run, from, start - from);
    }
    to = end;
  }

  private boolean isEmpty() {
    return firstMs < 0;
  }

  /** Bytes of the run that are dealt with, whether kept or left out. */
  int consumed(ByteBuf run) {
    return to - run.readerIndex();
  }

  /**
   * What the viewer gets, maybe nothing: released by the caller. The run must not be used after.
   */
  ByteBuf kept(ByteBuf run) {
    if (copy != null) {
      run.release();
      ByteBuf kept = copy;
      copy = null;
      return kept;
    }
    return run.setIndex(from, to);
  }

  /** Offset of the first tag kept; -1 if nothing is. */
  long firstMs() {
    return firstMs;
  }

  /** The highest log time of what was consumed. */
  long highestMs() {
    return highestMs;
  }

  boolean reachedEnd() {
    return reachedEnd;
  }
}
