package tv.aircheck.bench.load;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * A clip as it goes over the wire, and when each piece of it is due: made once, sent by every
 * publisher. Pieces are numbered from 0; what is due together lies together, so that whatever a
 * publisher owes is one range of bytes.
 */
final class Wire {
  private static final int FIRST_CAPACITY = 1_024;

  private final ByteBuf bytes;
  private final boolean stamped;
  private int[] dueMs = new int[FIRST_CAPACITY];
  private int[] end = new int[FIRST_CAPACITY];
  private long[] tagBytes = new long[FIRST_CAPACITY];
  private int[] stampAt = new int[FIRST_CAPACITY];
  private int count;

  /**
   * @param bytes the wire's, to be written up to each piece's end before {@link #add}; released by
   *     {@link #release}
   * @param stamped whether its pictures say when they were sent; such a wire has one sender
   */
  Wire(ByteBuf bytes, boolean stamped) {
    this.bytes = bytes;
    this.stamped = stamped;
  }

  ByteBuf bytes() {
    return bytes;
  }

  /** Ends a piece where the buffer's writer is now. */
  void add(long pieceDueMs, long pieceTagBytes) {
    if (count == end.length) {
      dueMs = Arrays.copyOf(dueMs, 2 * count);
      end = Arrays.copyOf(end, 2 * count);
      tagBytes = Arrays.copyOf(tagBytes, 2 * count);
      stampAt = Arrays.copyOf(stampAt, 2 * count);
    }
    dueMs[count] = Math.toIntExact(pieceDueMs);
    end[count] = bytes.writerIndex();
    tagBytes[count] = tagBytesBefore(count) + pieceTagBytes;
    stampAt[count] = stamped ? Stamp.find(bytes, start(count), end[count]) : Stamp.NOWHERE;
    count++;
  }

  int pieces() {
    return count;
  }

  long dueMs(int piece) {
    return dueMs[piece];
  }

  /** The first piece from {@code from} on that is not due yet. */
  int firstNotDue(int from, long elapsedMs) {
    int piece = from;
    while (piece < count && dueMs[piece] <= elapsedMs) {
      piece++;
    }
    return piece;
  }

  /** Where a piece begins; for {@link #pieces} where the wire ends. */
  int start(int piece) {
    return piece == 0 ? 0 : end[piece - 1];
  }

  /** What all pieces before one would take as tags of an FLV file. */
  long tagBytesBefore(int piece) {
    return piece == 0 ? 0 : tagBytes[piece - 1];
  }

  /** Says in the pictures of a range of pieces that they are sent now. */
  void stamp(int from, int to, long nowNanos) {
    for (int piece = from; stamped && piece < to; piece++) {
      if (stampAt[piece] != Stamp.NOWHERE) {
        bytes.setLong(stampAt[piece], nowNanos);
      }
    }
  }

  void release() {
    bytes.release();
  }
}
