package tv.aircheck.playback;

/** What happens in playback, for metrics. Any thread; must not block. */
public interface PlaybackListener {
  PlaybackListener NONE = new PlaybackListener() {};

  /** A viewer was let in. */
  default void opened(String broadcastId) {}

  default void closed(String broadcastId) {}

  /** A viewer was turned away, with a status code. */
  default void refused(String code) {}

  /**
   * One who asked over HTTP was told to come again later, with a 503.
   *
   * @param reason in one word: a limit that is met, or what does not answer
   */
  default void unavailable(String reason) {}

  /** One who took what was held for it too slowly gets no more of it. */
  default void tooSlow() {}

  default void seeked() {}

  /**
   * Bytes were read for somebody.
   *
   * @param fromStore or else from the spool
   */
  default void read(int bytes, boolean fromStore) {}

  /** A stretch of log that the index knows could not be read, and was left out. */
  default void lost(String segmentKey) {}
}
