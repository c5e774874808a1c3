package tv.aircheck.rtmp.message;

import io.netty.buffer.ByteBuf;
import tv.aircheck.rtmp.RtmpMessage;

/**
 * An event with one number, or two.
 *
 * @param first a message stream id, or the time of a ping
 * @param second the buffer length of {@link #SET_BUFFER_LENGTH}; absent from all others
 */
public record UserControl(int event, long first, long second) implements Message {
  public static final int STREAM_BEGIN = 0;
  public static final int STREAM_EOF = 1;
  public static final int SET_BUFFER_LENGTH = 3;
  public static final int STREAM_IS_RECORDED = 4;
  public static final int PING_REQUEST = 6;
  public static final int PING_RESPONSE = 7;

  private static final long ABSENT = -1;

  public UserControl(int event, long value) {
    this(event, value, ABSENT);
  }

  /** Null if the body is too short to be an event that matters. */
  public static UserControl read(RtmpMessage message) {
    if (message.length() < 6) {
      return null;
    }
    int event = message.byteAt(0) << 8 | message.byteAt(1);
    long second = message.length() < 10 ? ABSENT : numberAt(message, 6);
    return new UserControl(event, numberAt(message, 2), second);
  }

  private static long numberAt(RtmpMessage message, int at) {
    return (long) message.byteAt(at) << 24
        | message.byteAt(at + 1) << 16
        | message.byteAt(at + 2) << 8
        | message.byteAt(at + 3);
  }

  @Override
  public int typeId() {
    return MessageType.USER_CONTROL;
  }

  @Override
  public void writeTo(ByteBuf out) {
    out.writeShort(event).writeInt((int) first);
    if (second != ABSENT) {
      out.writeInt((int) second);
    }
  }
}
