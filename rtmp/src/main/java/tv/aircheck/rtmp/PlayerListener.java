package tv.aircheck.rtmp;

/** Receives what a server sends to a player. All calls come on the connection's event loop. */
public interface PlayerListener {
  /** Audio, video or data, in the order of the wire. The view is valid during the call only. */
  void message(RtmpMessage message);

  /** An onStatus or onPlayStatus, such as {@link StatusCode#SEEK_NOTIFY}. */
  default void status(String level, String code, String words) {}

  /** User control StreamEOF. */
  default void streamEof() {}
}
