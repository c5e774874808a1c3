package tv.aircheck.flv.mp4;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers one after another, those under 128 in a byte. One thread at a time. */
final class NumberLog {
  private static final int BLOCK = 64 * 1024;

  /** What is small stays small. */
  private static final int FIRST_BYTES = 1024;

  /** Bytes of a number. */
  private static final int LONGEST = 10;

  private final List<byte[]> blocks = new ArrayList<>();
  private byte[] block = new byte[0];
  private int used = BLOCK;

  /** Adds a number; one below zero takes ten bytes. */
  void add(long value) {
    if (used > block.length - LONGEST) {
      makeRoom();
    }
    long left = value;
    while ((left & ~0x7FL) != 0) {
      block[used++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    block[used++] = (byte) left;
  }

  /** Adds a number that is small if it is near zero, on either side. */
  void addSigned(long value) {
    add(value << 1 ^ value >> 63);
  }

  private void makeRoom() {
    if (used > BLOCK - LONGEST) {
      block = new byte[blocks.isEmpty() ? FIRST_BYTES : BLOCK];
      blocks.add(block);
      used = 0;
    } else {
      int more = Math.max(FIRST_BYTES, 2 * block.length);
      replaceLast(Arrays.copyOf(block, Math.min(BLOCK, more)));
    }
  }

  private void replaceLast(byte[] bytes) {
    block = bytes;
    blocks.set(blocks.size() - 1, bytes);
  }

  /** Gives back the room that is left; what is added after has to make it again. */
  void trim() {
    if (!blocks.isEmpty()) {
      replaceLast(Arrays.copyOf(block, used));
    }
  }

  /** Memory. */
  int bytes() {
    return blocks.stream().mapToInt(bytes -> bytes.length).sum();
  }

  /** From before the first number. */
  Walk walk() {
    return new Walk();
  }

  /** Goes over the numbers; how many there are knows who added them. */
  final class Walk {
    private int nextBlock;
    private byte[] bytes;
    private int at = BLOCK;

    private Walk() {}

    long next() {
      // A block ends where a number of the longest kind would not have fitted.
      if (at > BLOCK - LONGEST) {
        bytes = blocks.get(nextBlock++);
        at = 0;
      }
      long value = 0;
      int shift = 0;
      byte part;
      do {
        part = bytes[at++];
        value |= (long) (part & 0x7F) << shift;
        shift += 7;
      } while (part < 0);
      return value;
    }

    long nextSigned() {
      long zigzag = next();
      return zigzag >>> 1 ^ -(zigzag & 1);
    }
  }
}
