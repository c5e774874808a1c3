package tv.aircheck.rtmp.message;

import io.netty.buffer.ByteBuf;
import tv.aircheck.rtmp.RtmpMessage;

/** A range of another message's body as a message of its own; as short-lived as the other. */
record MessagePart(RtmpMessage whole, int typeId, int timestamp, int from, int length)
    implements RtmpMessage {
  @Override
  public int streamId() {
    return whole.streamId();
  }

  @Override
  public int byteAt(int index) {
    return whole.byteAt(from + index);
  }

  @Override
  public void copyTo(ByteBuf target, int start, int size) {
    whole.copyTo(target, from + start, size);
  }
}
