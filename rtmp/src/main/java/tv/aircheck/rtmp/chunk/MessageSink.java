package tv.aircheck.rtmp.chunk;

import tv.aircheck.rtmp.RtmpMessage;

/** Takes the messages a {@link ChunkDecoder} has put together. */
public interface MessageSink {
  /** The view is valid during the call only. */
  void message(RtmpMessage message);
}
