package tv.aircheck.rtmp.chunk;

import tv.aircheck.rtmp.message.MessageType;

/**
 * What a {@link ChunkDecoder} takes from its peer; sizes are bytes.
 *
 * @param chunkStreams how many it may use
 * @param command the largest command or control message
 * @param data the largest data message
 * @param media the largest message of any other kind
 * @param partial all unfinished messages together
 */
public record ChunkLimits(int chunkStreams, int command, int data, int media, int partial) {
  /** The longest body the 24 bits of a header can tell. */
  public static final int LARGEST = 0xFFFFFF;

  int of(int typeId) {
    return switch (typeId) {
      case MessageType.DATA, MessageType.DATA_AMF3 -> data;
      case MessageType.AUDIO, MessageType.VIDEO, MessageType.AGGREGATE -> media;
      default ->
          typeId <= MessageType.PEER_BANDWIDTH || MessageType.isCommand(typeId) ? command : media;
    };
  }
}
