package tv.aircheck.rtmp.message;

import io.netty.buffer.ByteBuf;

/** How many bytes have been received, modulo 2^32. */
public record Acknowledgement(long bytes) implements Message {
  @Override
  public int typeId() {
    return MessageType.ACKNOWLEDGEMENT;
  }

  @Override
  public void writeTo(ByteBuf out) {
    out.writeInt((int) bytes);
  }
}
