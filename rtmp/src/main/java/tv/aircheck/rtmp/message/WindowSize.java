package tv.aircheck.rtmp.message;

import io.netty.buffer.ByteBuf;
import tv.aircheck.rtmp.RtmpMessage;

/** The receiver is to acknowledge at least every so many bytes. */
public record WindowSize(long bytes) implements Message {
  @Override
  public int typeId() {
    return MessageType.WINDOW_SIZE;
  }

  @Override
  public void writeTo(ByteBuf out) {
    out.writeInt((int) bytes);
  }

  /** The number in a body of this type or of {@link PeerBandwidth}; 0 if there is none. */
  public static long in(RtmpMessage message) {
    if (message.length() < 4) {
      return 0;
    }
    return (long) message.byteAt(0) << 24
        | message.byteAt(1) << 16
        | message.byteAt(2) << 8
        | message.byteAt(3);
  }
}
