package tv.aircheck.playback.http;

import io.netty.buffer.ByteBuf;
import io.vertx.ext.web.RoutingContext;

/** What comes behind the head of an answer. */
public sealed interface Body {
  /** A small one that is there already. It is written as it is: not to be changed any more. */
  @SuppressWarnings("ArrayRecordComponent") // written once, never compared
  record Whole(byte[] bytes) implements Body {}

  /** Text that is there in both forms: compressing it for each who asks would take too long. */
  @SuppressWarnings("ArrayRecordComponent") // written once, never compared
  record Packed(byte[] plain, byte[] gzip) implements Body {}

  /**
   * One that is in memory, outside the heap, in as many parts as it came in. Whoever has it drops
   * it once, sent or not.
   */
  record Held(ByteBuf bytes, Runnable dropped) implements Body {
    void drop() {
      bytes.release();
      dropped.run();
    }
  }

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
