package tv.aircheck.rtmp.message;

import io.netty.buffer.ByteBuf;

/**
 * How much the receiver may have sent without an acknowledgement, of the kind "dynamic".
 *
 * <p>A server does best to allow {@link #UNBOUNDED}. TCP paces already, and acknowledgements do
 * harm in the end: one that reaches an encoder which has written its last frame and closed its
 * socket is answered by a reset, and what still waited in the encoder's send buffer is gone.
 */
public record PeerBandwidth(int bytes) implements Message {
  public static final PeerBandwidth UNBOUNDED = new PeerBandwidth(Integer.MAX_VALUE);

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
