package tv.aircheck.rtmp.message;

import io.netty.buffer.ByteBuf;

/** Asks the receiver to take this as its window, of the kind "dynamic". */
public record PeerBandwidth(int bytes) implements Message {
  private static final int DYNAMIC = 2;

  @Override
  public int typeId() {
    return MessageType.PEER_BANDWIDTH;
  }

  @Override
  public void writeTo(ByteBuf out) {
    out.writeInt(bytes).writeByte(DYNAMIC);
  }
}
