package tv.aircheck.rtmp.session;

import tv.aircheck.rtmp.MessageLimits;
import tv.aircheck.rtmp.RtmpServerSettings;
import tv.aircheck.rtmp.chunk.ChunkLimits;

/** What a connection may send, by how far it has come. */
final class SessionLimits {
  private static final int CHUNK_STREAMS_BEFORE_CONNECT = 8;

  private SessionLimits() {}

  /** Who has not said connect yet is a stranger: nothing larger than a command. */
  static ChunkLimits beforeConnect(RtmpServerSettings settings) {
    int command = settings.messages().command();
    int streams = Math.min(CHUNK_STREAMS_BEFORE_CONNECT, settings.connections().chunkStreams());
    return new ChunkLimits(streams, command, command, command, 2 * command);
  }

  static ChunkLimits connected(RtmpServerSettings settings) {
    MessageLimits sizes = settings.messages();
    return new ChunkLimits(
        settings.connections().chunkStreams(),
        sizes.command(),
        sizes.data(),
        sizes.media(),
        sizes.partial());
  }
}
