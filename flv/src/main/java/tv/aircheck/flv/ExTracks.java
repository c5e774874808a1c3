package tv.aircheck.flv;

import io.netty.buffer.ByteBuf;
import tv.aircheck.flv.codec.FourCc;

/**
 * Steps over the tracks of an Enhanced RTMP body, without allocating. A step is packed into a long:
 * bits 0..23 length of the track's data, 24..31 track id, 32..35 bytes before the data.
 */
final class ExTracks {
  static final long END = -1;

  /** Some track has a payload. */
  static final int FILLED = 1;

  /** The default track, number 0, is among them. */
  static final int DEFAULT = 2;

  /** The default track has a payload. */
  static final int DEFAULT_FILLED = 4;

  /** Of one message; the rest of one with more is not looked at. */
  static final int MAX_TRACKS = 64;

  private static final int FOUR_CC = 4;
  private static final int TRACK_ID = 1;
  private static final int TRACK_SIZE = 3;

  private ExTracks() {}

  /** The step at {@code at}, or {@link #END} if no whole track is left before {@code end}. */
  static long step(ByteBuf buf, int at, int end, int layout) {
    int head = headLength(layout);
    if (end - at < head) {
      return END;
    }
    int size = end - at - head;
    if (layout == ExHeader.ONLY_DEFAULT_TRACK) {
      return size;
    }
    int idAt = layout == ExHeader.MANY_CODECS ? at + FOUR_CC : at;
    if (layout != ExHeader.ONE_TRACK) {
      int declared = buf.getUnsignedMedium(idAt + TRACK_ID);
      if (declared > size) {
        return END;
      }
      size = declared;
    }
    return (long) head << 32 | (long) buf.getUnsignedByte(idAt) << 24 | size;
  }

  private static int headLength(int layout) {
    return switch (layout) {
      case ExHeader.ONE_TRACK -> TRACK_ID;
      case ExHeader.MANY_TRACKS -> TRACK_ID + TRACK_SIZE;
      case ExHeader.MANY_CODECS -> FOUR_CC + TRACK_ID + TRACK_SIZE;
      default -> 0;
    };
  }

  static int track(long step) {
    return (int) (step >>> 24) & 0xFF;
  }

  static int dataLength(long step) {
    return (int) step & 0xFFFFFF;
  }

  static int dataOffset(long step) {
    return (int) (step >>> 32);
  }

  /** What the tracks of a body have between them, as bits. */
  static int look(ByteBuf buf, int start, int end, long header) {
    int layout = ExHeader.trackLayout(header);
    boolean timed = ExHeader.packetType(header) == ExHeader.CODED_FRAMES;
    int at = start + ExHeader.offset(header);
    int shared = layout == ExHeader.MANY_CODECS ? 0 : buf.getInt(at - FOUR_CC);
    int seen = 0;
    boolean more = true;
    for (int i = 0; more && i < MAX_TRACKS; i++) {
      long step = step(buf, at, end, layout);
      if (step == END) {
        break;
      }
      int codec = layout == ExHeader.MANY_CODECS ? buf.getInt(at) : shared;
      int timeBytes = timed && FourCc.hasCompositionTime(codec) ? MediaBody.COMPOSITION_TIME : 0;
      boolean filled = dataLength(step) > timeBytes;
      boolean standard = track(step) == 0;
      seen |= (standard ? DEFAULT : 0) | (filled ? FILLED : 0);
      seen |= standard && filled ? DEFAULT_FILLED : 0;
      at += dataOffset(step) + dataLength(step);
      more = at < end;
    }
    return seen;
  }
}
