package tv.aircheck.flv;

import io.netty.buffer.ByteBuf;

/**
 * Walks the whole tags of a run, one after another, without allocating: keep one and reset it for
 * each run. Borrows the buffer and touches neither its indexes nor its reference count.
 */
public final class TagCursor {
  private static final int UNKNOWN_KIND = -1;
  private static final int TYPE_SHIFT = 56;
  private static final int LENGTH_SHIFT = 32;

  private ByteBuf run;
  private int next;
  private int limit;
  private int start;

  /** The tag's first eight bytes: type, body length, timestamp. */
  private long head;

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
    head = 0;
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
    int at = next;
    if (limit - at < TagLayout.OVERHEAD) {
      throw new CorruptFlvException(
          "torn tag at " + at + ": only " + (limit - at) + " bytes of it");
    }
    long first = run.getLong(at);
    int length = (int) (first >>> LENGTH_SHIFT) & TagLayout.MAX_BODY;
    checkWhole((int) (first >>> TYPE_SHIFT), at, length + TagLayout.OVERHEAD);
    start = at;
    next = at + length + TagLayout.OVERHEAD;
    head = first;
    bodyLength = length;
    kind = UNKNOWN_KIND;
    return true;
  }

  private void checkWhole(int type, int at, int length) throws CorruptFlvException {
    if (!TagType.isKnown(type)) {
      throw new CorruptFlvException("no tag at " + at + ": type " + type);
    }
    if (length > limit - at) {
      throw new CorruptFlvException(
          "torn tag at " + at + ": " + (limit - at) + " bytes of " + length);
    }
    int backPointer = run.getInt(at + length - TagLayout.TRAILER);
    if (backPointer != length - TagLayout.TRAILER) {
      throw new CorruptFlvException(
          "tag at %d of %d bytes has back pointer %d"
              .formatted(at, length, Integer.toUnsignedLong(backPointer)));
    }
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
    return (int) (head >>> TYPE_SHIFT);
  }

  public long timestampMs() {
    // The extension byte, which is the high one, comes last.
    return Integer.toUnsignedLong(Integer.rotateRight((int) head, Byte.SIZE));
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
