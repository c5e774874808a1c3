package tv.aircheck.rtmp;

/** Receives what one publisher sends. All calls come on the connection's event loop. */
public interface PublishHandler {
  /** The publisher is in; media follows. */
  void opened(PublishStream stream);

  /** An audio (8) or video (9) message. The view is valid during the call only. */
  void media(RtmpMessage message);

  /**
   * A data message of type 18, {@code @setDataFrame} removed, AMF3 rewritten as AMF0. The view is
   * valid during the call only.
   */
  void data(RtmpMessage message);

  /** All that was there to read has been handed over; comes once per turn of the event loop. */
  void readComplete();

  /** The publishing is over, however it ended. Exactly once, and the last call. */
  void closed(CloseReason reason);
}
