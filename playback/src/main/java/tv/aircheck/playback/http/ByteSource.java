package tv.aircheck.playback.http;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.time.Duration;

/**
 * Bytes that can be had from anywhere in them, without those before. Used by one thread at a time.
 */
public interface ByteSource {
  Duration PATIENCE = Duration.ofSeconds(10);
  Duration CLIENT_PATIENCE = Duration.ofSeconds(60);

  /** Of all; asked for on an event loop, so it is known. */
  long length();

  /**
   * Bytes from there on, at most so many. Blocks.
   *
   * @param offset before the end
   * @return the caller releases it; empty if more has to be done first, which is when it is asked
   *     for again
   * @throws NotYet if it is to be asked for again in a while
   */
  ByteBuf read(long offset, int most) throws IOException;

  /** How long somebody may be kept waiting for the first byte by {@link NotYet}. */
  default Duration patience() {
    return PATIENCE;
  }

  /** A client that takes nothing for so long gets no more. */
  default Duration clientPatience() {
    return CLIENT_PATIENCE;
  }

  /** Nobody reads any more, nor will: gives back what was taken for that. Any thread, once. */
  default void close() {}
}
