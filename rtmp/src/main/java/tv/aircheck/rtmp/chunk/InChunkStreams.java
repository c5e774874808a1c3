package tv.aircheck.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.List;
import tv.aircheck.rtmp.ProtocolException;

/** The chunk streams a peer has used. They are few, so looking one up is a short walk. */
final class InChunkStreams {
  private final List<InChunkStream> streams = new ArrayList<>();
  private final Ticker ticker;

  InChunkStreams(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Null if the peer has not used it yet. */
  InChunkStream find(int id) {
    for (int i = 0; i < streams.size(); i++) {
      InChunkStream stream = streams.get(i);
      if (stream.id == id) {
        return stream;
      }
    }
    return null;
  }

  InChunkStream open(int id, int limit) {
    if (streams.size() >= limit) {
      throw new ProtocolException(
          "chunk stream " + id + " would be one more than the " + limit + " that are allowed");
    }
    InChunkStream stream = new InChunkStream(id);
    streams.add(stream);
    return stream;
  }

  /** Notes what has to wait for more, at the end of a read buffer. */
  void settle(ByteBuf in) {
    for (int i = 0; i < streams.size(); i++) {
      InChunkStream stream = streams.get(i);
      if (stream.open) {
        stream.body.settle(in);
        if (!stream.waiting) {
          stream.waiting = true;
          stream.waitingSinceNanos = ticker.nanoTime();
        }
      }
    }
  }

  /** For how long the slowest unfinished message has been under way; 0 if there is none. */
  long longestWaitNanos() {
    long now = ticker.nanoTime();
    long longest = 0;
    for (InChunkStream stream : streams) {
      if (stream.waiting) {
        longest = Math.max(longest, now - stream.waitingSinceNanos);
      }
    }
    return longest;
  }

  void clear() {
    streams.forEach(stream -> stream.body.clear());
    streams.clear();
  }
}
