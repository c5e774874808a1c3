package tv.aircheck.flv;

import io.netty.buffer.ByteBuf;

/**
 * Walks the whole tags of a run, one after another, without allocating: keep one and reset it for
 * each run. Borrows the buffer and touches neither its indexes nor its reference count.
 */
public final class TagCursor {
  private static final int UNKNOWN_KIND = -1;

  private ByteBuf run;
  private int next;
  private int limit;
  private int start;
  private int bodyLength;
  private int kind = UNKNOWN_KIND;

  /** Over the readable bytes of a run. */
  public TagCursor reset(ByteBuf newRun) {
    return reset(newRun, newRun.readerIndex(), newRun.writerIndex());
  }

  /** Over {@code [from, to)}, which must begin and end at a tag's border. */
  public TagCursor reset(ByteBuf newRun, int from, int to) {
    run = newRun;
    next = from;
    limit = to;
    start = from;
    bodyLength = 0;
    kind = UNKNOWN_KIND;
    return this;
  }

  /**
   * Moves to the next tag.
   *
   * @return false at the end of the run
   * @throws CorruptFlvException if what follows is not a whole tag; the cursor stays on the tag
   *     before it
   */
  public boolean next() throws CorruptFlvException {
    if (next == limit) {
      return false;
    }
    int length = wholeTagAt(run, next, limit);
    start = next;
    next += length;
    bodyLength = length - TagLayout.OVERHEAD;
    kind = UNKNOWN_KIND;
    return true;
  }

  private static int wholeTagAt(ByteBuf run, int at, int limit) throws CorruptFlvException {
    if (limit - at < TagLayout.OVERHEAD) {
      throw new CorruptFlvException(
          "torn tag at " + at + ": only " + (limit - at) + " bytes of it");
    }
    int type = TagLayout.type(run, at);
    if (!TagType.isKnown(type)) {
      throw new CorruptFlvException("no tag at " + at + ": type " + type);
    }
    int length = TagLayout.tagLength(run, at);
    if (length > limit - at) {
      throw new CorruptFlvException(
          "torn tag at " + at + ": " + (limit - at) + " bytes of " + length);
    }
    long backPointer = run.getUnsignedInt(at + length - TagLayout.TRAILER);
    if (backPointer != length - TagLayout.TRAILER) {
      throw new CorruptFlvException(
          "tag at " + at + " of " + length + " bytes has back pointer " + backPointer);
    }
    return length;
  }

  public ByteBuf run() {
    return run;
  }

  /** Index of the tag's first byte in {@link #run()}. */
  public int start() {
    return start;
  }

  /** Index after the tag's back pointer. */
  public int end() {
    return next;
  }

  public int type() {
    return TagLayout.type(run, start);
  }

  public long timestampMs() {
    return TagLayout.timestampMs(run, start);
  }

  public int bodyStart() {
    return start + TagLayout.HEADER;
  }

  public int bodyLength() {
    return bodyLength;
  }

  /** What the tag is, to be asked with {@link TagKind}. */
  public int kind() {
    if (kind == UNKNOWN_KIND) {
      kind = TagKind.of(type(), run, bodyStart(), bodyLength);
    }
    return kind;
  }
}
