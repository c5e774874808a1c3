package tv.aircheck.origin;

import io.netty.buffer.ByteBuf;
import tv.aircheck.flv.StreamHeaders;

/** The way to one live viewer, whatever it speaks. All calls on the viewer's event loop. */
interface ViewerSink {
  /** What it is called in metrics. */
  String protocol();

  /** Whether the viewer's clock starts at 0 where it joins, or is that of the log. */
  boolean startsAtZero();

  boolean isWritable();

  /**
   * The first media follows.
   *
   * @param state tells which tracks will come
   */
  void start(StreamState state);

  /** What the stream is, where the viewer joins it. */
  void metadata(StreamState state, long timestampMs);

  /** Codec headers in force at what comes next, which stay the caller's. */
  void headers(StreamHeaders headers, long timestampMs);

  /**
   * @param run whole tags; ownership passes
   * @param offsetMs is added to their timestamps
   */
  void tags(ByteBuf run, long offsetMs);

  void flush();

  /** Whether the viewer can go on with what the next publisher sends. */
  default boolean goesOnWith(StreamState state) {
    return true;
  }

  /** What it was given last cannot follow what the viewer has; it takes nothing more. */
  default boolean isTorn() {
    return false;
  }

  /** Another publisher, or the same again, goes on. */
  void publisherBack();

  /** The stream is over, as far as one can tell. */
  void over();
}
