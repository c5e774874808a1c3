package tv.aircheck.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import tv.aircheck.rtmp.RtmpMessage;

/** The reused view on the message a decoder has just finished. */
final class InMessage implements RtmpMessage {
  private InChunkStream header;
  private Body body;

  InMessage of(InChunkStream newHeader, Body newBody) {
    header = newHeader;
    body = newBody;
    return this;
  }

  @Override
  public int typeId() {
    return header.typeId;
  }

  @Override
  public int timestamp() {
    return header.timestamp;
  }

  @Override
  public int streamId() {
    return header.streamId;
  }

  @Override
  public int length() {
    return body.length();
  }

  @Override
  public int byteAt(int index) {
    return body.byteAt(index);
  }

  @Override
  public void copyTo(ByteBuf target, int from, int length) {
    body.copyTo(target, from, length);
  }
}
