package tv.aircheck.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * The bytes of one message as they lie in the socket's buffers: a list of ranges. Large pieces stay
 * where they are and hold on to their buffer; small ones are copied together, which is cheaper than
 * a range each and keeps a trickle of bytes from holding a buffer per byte.
 */
@SuppressWarnings("ReferenceEquality") // the very same buffer, not one with the same bytes
final class Body {
  private static final int SMALL = 512;

  /** What a waiting message may hold is at most so many times what it has received. */
  private static final int WASTE = 4;

  private ByteBuf[] buffers = new ByteBuf[4];
  private int[] offsets = new int[4];
  private int[] lengths = new int[4];
  private int count;
  private int length;
  private boolean borrowed;
  private boolean tailOwned;

  int length() {
    return length;
  }

  /** Makes this a view on a whole message in one buffer, without holding on to it. */
  void borrow(ByteBuf in, int at, int size) {
    addRange(in, at, size);
    borrowed = true;
  }

  /** Adds a piece. */
  void append(ByteBuf in, int at, int size) {
    if (size < SMALL) {
      appendCopy(in, at, size);
      return;
    }
    if (count == 0 || buffers[count - 1] != in) {
      in.retain();
    }
    addRange(in, at, size);
    tailOwned = false;
  }

  private void appendCopy(ByteBuf in, int at, int size) {
    if (!tailOwned || buffers[count - 1].writableBytes() < size) {
      ByteBuf own = in.alloc().buffer(Math.max(size, 2 * SMALL));
      addRange(own, 0, 0);
      tailOwned = true;
    }
    buffers[count - 1].writeBytes(in, at, size);
    lengths[count - 1] += size;
    length += size;
  }

  private void addRange(ByteBuf buffer, int at, int size) {
    if (count == buffers.length) {
      buffers = Arrays.copyOf(buffers, 2 * count);
      offsets = Arrays.copyOf(offsets, 2 * count);
      lengths = Arrays.copyOf(lengths, 2 * count);
    }
    buffers[count] = buffer;
    offsets[count] = at;
    lengths[count] = size;
    count++;
    length += size;
  }

  /**
   * To be called when a read buffer is used up and the message still waits: if little of that
   * buffer is held, copies it, so that the rest of the buffer is not held with it.
   */
  void settle(ByteBuf in) {
    int first = count;
    int held = 0;
    while (first > 0 && buffers[first - 1] == in) {
      first--;
      held += lengths[first];
    }
    if (held == 0 || (long) held * WASTE >= in.capacity()) {
      return;
    }
    ByteBuf own = in.alloc().buffer(held);
    for (int i = first; i < count; i++) {
      own.writeBytes(in, offsets[i], lengths[i]);
    }
    in.release();
    Arrays.fill(buffers, first, count, null);
    count = first;
    length -= held;
    addRange(own, 0, held);
    tailOwned = true;
  }

  int byteAt(int index) {
    int rest = index;
    for (int i = 0; i < count; i++) {
      if (rest < lengths[i]) {
        return buffers[i].getUnsignedByte(offsets[i] + rest);
      }
      rest -= lengths[i];
    }
    throw new IndexOutOfBoundsException(index + " of " + length);
  }

  void copyTo(ByteBuf target, int from, int size) {
    int skip = from;
    int left = size;
    for (int i = 0; i < count && left > 0; i++) {
      if (skip >= lengths[i]) {
        skip -= lengths[i];
        continue;
      }
      int part = Math.min(left, lengths[i] - skip);
      target.writeBytes(buffers[i], offsets[i] + skip, part);
      left -= part;
      skip = 0;
    }
    if (left > 0) {
      throw new IndexOutOfBoundsException(size + " bytes from " + from + " of " + length);
    }
  }

  /** Forgets the message and lets go of the buffers. */
  void clear() {
    ByteBuf last = null;
    for (int i = 0; i < count; i++) {
      if (!borrowed && buffers[i] != last) {
        buffers[i].release();
      }
      last = buffers[i];
      buffers[i] = null;
    }
    count = 0;
    length = 0;
    borrowed = false;
    tailOwned = false;
  }
}
