package tv.aircheck.rtmp.chunk;

import io.netty.buffer.ByteBuf;

/**
 * Whether a sender repeats the extended timestamp on continuation chunks: it should, some do not.
 * Told by comparing once; a connection keeps its habit.
 */
final class ContinuedTimestamp {
  static final int BYTES = 4;
  static final int UNDECIDED = -1;

  private enum Habit {
    UNKNOWN,
    REPEATS,
    OMITS
  }

  private Habit habit = Habit.UNKNOWN;

  /**
   * How many bytes of {@code [at, end)} are a timestamp and not payload: 4 or 0, or {@link
   * #UNDECIDED} if more bytes are needed to tell.
   */
  int sizeAt(ByteBuf buf, int at, int end, InChunkStream stream) {
    int there = Math.min(BYTES, end - at);
    if (habit == Habit.UNKNOWN) {
      boolean alike =
          begins(buf, at, there, stream.extendedValue) || begins(buf, at, there, stream.timestamp);
      if (!alike) {
        habit = Habit.OMITS;
      } else if (there == BYTES) {
        habit = Habit.REPEATS;
      }
    }
    if (habit == Habit.OMITS) {
      return 0;
    }
    return there == BYTES ? BYTES : UNDECIDED;
  }

  /** Compares the low 31 bits, for some senders lose the highest. */
  private static boolean begins(ByteBuf buf, int at, int there, int value) {
    for (int i = 0; i < there; i++) {
      int differing = buf.getByte(at + i) ^ value >>> (24 - 8 * i);
      if ((differing & (i == 0 ? 0x7F : 0xFF)) != 0) {
        return false;
      }
    }
    return true;
  }
}
