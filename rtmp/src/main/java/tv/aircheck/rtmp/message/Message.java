package tv.aircheck.rtmp.message;

import io.netty.buffer.ByteBuf;

/** A message that can be sent. Audio and video are not among them: they go as they came. */
public sealed interface Message
    permits SetChunkSize, Acknowledgement, UserControl, WindowSize, PeerBandwidth, Command, Data {
  int typeId();

  /** Appends the body. */
  void writeTo(ByteBuf out);
}
