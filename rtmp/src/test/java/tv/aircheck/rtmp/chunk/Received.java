package tv.aircheck.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import tv.aircheck.rtmp.RtmpMessage;

/** A message kept beyond the call that handed it over. */
public record Received(int typeId, int streamId, int timestamp, String hex) {
  public static Received of(RtmpMessage message) {
    ByteBuf copy = Unpooled.buffer(message.length());
    message.copyTo(copy);
    return new Received(
        message.typeId(), message.streamId(), message.timestamp(), ByteBufUtil.hexDump(copy));
  }

  /** The body as a message again. */
  public RtmpMessage message() {
    return RtmpMessage.of(
        typeId, timestamp, Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)));
  }
}
