package tv.aircheck.rtmp;

import io.netty.channel.EventLoop;

/** One accepted publisher, seen from the application. Methods may be called from any thread. */
public interface PublishStream {
  EventLoop eventLoop();

  Peer peer();

  /** Stops reading from the socket; what has been read already is still delivered. */
  void pauseReading();

  void resumeReading();

  /**
   * Whether what the publisher sends may gather for about a tenth of a second before it is handed
   * over, which costs far less; at first it may not.
   */
  void mayGather(boolean allowed);

  /**
   * Tells the publisher why and closes the connection.
   *
   * @param code one of {@link StatusCode}; null closes without a status, which makes encoders
   *     reconnect
   */
  void close(String code, String words);
}
