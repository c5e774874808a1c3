package tv.aircheck.bench.load;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * A clip as it goes over the wire, and when each piece of it is due: made once, sent by every
 * publisher. Pieces are numbered from 0; what is due together lies together, so that whatever a
 * publisher owes is one range of bytes.
 */
final class Wire {
  private final ByteBuf bytes;
  private int[] dueMs = new int[1_024];
  private int[] end = new int[1_024];
  private long[] tagBytes = new long[1_024];
  private int count;

  /**
   * @param bytes the wire's, to be written up to each piece's end before {@link #add}; released by
   *     {@link #release}
   */
  Wire(ByteBuf bytes) {
    this.bytes = bytes;
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
    }
    dueMs[count] = Math.toIntExact(pieceDueMs);
    end[count] = bytes.writerIndex();
    tagBytes[count] = tagBytesBefore(count) + pieceTagBytes;
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

  void release() {
    bytes.release();
  }
}
