package tv.aircheck.rtmp.client;

import tv.aircheck.rtmp.RtmpMessage;
import tv.aircheck.rtmp.chunk.MessageWriter;

/** What a client does with its one stream: publishes or plays it. Event loop only. */
public interface ClientRole {
  /** The server has said yes to connect; createStream follows. */
  void prepare(MessageWriter writer);

  /** There is a message stream: say what it is for. */
  void begin(MessageWriter writer, int streamId);

  /** The status by which the server says that it has begun. */
  String startCode();

  /** The last words of an orderly end. */
  void end(MessageWriter writer, int streamId);

  /** Audio, video or data. The view is valid during the call only. */
  default void message(RtmpMessage message) {}

  default void status(String level, String code, String words) {}

  default void streamEof() {}
}
