package tv.aircheck.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Feeds read buffers to a {@link ChunkDecoder}, and can hold them back between two messages: while
 * an answer is awaited, what the peer sent ahead waits here.
 */
public final class ChunkInput {
  private enum State {
    OPEN,
    SUSPENDED,
    CLOSED
  }

  private final ChunkDecoder decoder;
  private final Deque<ByteBuf> waiting = new ArrayDeque<>();
  private State state = State.OPEN;
  private boolean decoding;
  private long received;

  public ChunkInput(ChunkDecoder decoder) {
    this.decoder = decoder;
  }

  /** Takes a read buffer; ownership passes here. */
  public void feed(ByteBuf in) {
    received += in.readableBytes();
    if (state == State.CLOSED) {
      in.release();
      return;
    }
    waiting.addLast(in);
    decode();
  }

  /** Bytes fed since the beginning. */
  public long received() {
    return received;
  }

  /** Nothing is decoded after the message under way, until {@link #resume}. */
  public void suspend() {
    if (state == State.OPEN) {
      state = State.SUSPENDED;
      decoder.stop();
    }
  }

  public void resume() {
    if (state == State.SUSPENDED) {
      state = State.OPEN;
      decode();
    }
  }

  private void decode() {
    if (decoding) {
      return;
    }
    decoding = true;
    try {
      while (state == State.OPEN && !waiting.isEmpty()) {
        ByteBuf rest = decoder.decode(waiting.removeFirst());
        if (rest != null) {
          waiting.addFirst(rest);
        }
      }
    } finally {
      decoding = false;
    }
    if (state == State.CLOSED) {
      release();
    }
  }

  /** Drops what waits and all that comes. */
  public void close() {
    state = State.CLOSED;
    decoder.close();
    if (!decoding) {
      release();
    }
  }

  private void release() {
    waiting.forEach(ByteBuf::release);
    waiting.clear();
  }
}
