package tv.aircheck.playback.http;

import io.vertx.ext.web.RoutingContext;

/** What comes behind the head of an answer. */
public sealed interface Body {
  /** A small one that is there already. It is written as it is: not to be changed any more. */
  @SuppressWarnings("ArrayRecordComponent") // written once, never compared
  record Whole(byte[] bytes) implements Body {}

  /** One of a known length, of which a client may want a part. */
  record Ranged(ByteSource source) implements Body {}

  /** One that has no length: it comes until it is over. */
  record Streamed(Stream stream) implements Body {}

  /** Writes a response whose head is set; on the event loop. */
  interface Stream {
    /** Begins; from then on the stream is whoever ends the response. */
    void start(RoutingContext context);

    /** It is not wanted after all: gives back what it holds. Instead of the start; any thread. */
    void drop();
  }
}
