package tv.aircheck.rtmp;

import io.netty.buffer.ByteBuf;

/** A message whose body is one borrowed buffer. */
record BufferMessage(int typeId, int timestamp, int streamId, ByteBuf body) implements RtmpMessage {
  @Override
  public int length() {
    return body.readableBytes();
  }

  @Override
  public int byteAt(int index) {
    return body.getUnsignedByte(body.readerIndex() + index);
  }

  @Override
  public void copyTo(ByteBuf target, int from, int length) {
    target.writeBytes(body, body.readerIndex() + from, length);
  }
}
