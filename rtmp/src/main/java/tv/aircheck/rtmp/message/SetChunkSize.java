package tv.aircheck.rtmp.message;

import io.netty.buffer.ByteBuf;

/** From the next chunk on, the sender's chunks hold so many bytes. */
public record SetChunkSize(int bytes) implements Message {
  @Override
  public int typeId() {
    return MessageType.SET_CHUNK_SIZE;
  }

  @Override
  public void writeTo(ByteBuf out) {
    out.writeInt(bytes);
  }
}
