package tv.aircheck.bench.load;

import io.netty.buffer.ByteBuf;
import tv.aircheck.flv.TagType;
import tv.aircheck.rtmp.RtmpMessage;

/**
 * When a picture was sent, written into the picture: eight bytes to know it by, and the sender's
 * monotonic clock, which on Linux all processes of a machine share.
 */
final class Stamp {
  /** Where in a video tag's body it lies: after the tag's five bytes and the NAL's. */
  static final int AT = 5 + 4 + 1;

  static final int LENGTH = 2 * Long.BYTES;
  static final long ABSENT = -1;
  static final int NOWHERE = -1;

  private static final long KNOWN_BY = 0xA1C4_57A3_9BD2_E60FL;

  private Stamp() {}

  /** Writes one that says nothing yet. */
  static void write(ByteBuf out) {
    out.writeLong(KNOWN_BY).writeLong(0);
  }

  /** Where in a range the time of a stamp is to be set; {@link #NOWHERE} if there is none. */
  static int find(ByteBuf bytes, int from, int to) {
    for (int at = from; at <= to - LENGTH; at++) {
      if (bytes.getLong(at) == KNOWN_BY) {
        return at + Long.BYTES;
      }
    }
    return NOWHERE;
  }

  /** Nanoseconds, of a message's stamp; {@link #ABSENT} if it has none or none that says a time. */
  static long in(RtmpMessage message) {
    if (message.typeId() != TagType.VIDEO || message.length() < AT + LENGTH) {
      return ABSENT;
    }
    long time = longAt(message, AT) == KNOWN_BY ? longAt(message, AT + Long.BYTES) : 0;
    return time == 0 ? ABSENT : time;
  }

  /** A picture or sound of the clip's codecs, and not the header before it. */
  static boolean isCoded(RtmpMessage message) {
    boolean media = message.typeId() == TagType.VIDEO || message.typeId() == TagType.AUDIO;
    return media && message.length() > 1 && message.byteAt(1) != 0;
  }

  private static long longAt(RtmpMessage message, int at) {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | message.byteAt(at + i);
    }
    return value;
  }
}
