package tv.aircheck.rtmp;

import io.netty.buffer.ByteBuf;

/**
 * A received message, as a view on the socket's buffers: valid only during the call that hands it
 * over, reused for the next one.
 */
public interface RtmpMessage {
  /** The message type: 8 audio, 9 video, 18 data, … */
  int typeId();

  /** Milliseconds modulo 2^32, as the sender counts them; read it unsigned. */
  int timestamp();

  int streamId();

  /** Bytes in the body. */
  int length();

  /** The unsigned byte at an index of the body. */
  int byteAt(int index);

  /** Copies the body to the end of {@code target}: the one copy on its way. */
  default void copyTo(ByteBuf target) {
    copyTo(target, 0, length());
  }

  /** Copies a part of the body to the end of {@code target}. */
  void copyTo(ByteBuf target, int from, int length);

  /** A message over a buffer, which stays the caller's. */
  static RtmpMessage of(int typeId, int timestamp, ByteBuf body) {
    return new BufferMessage(typeId, timestamp, 1, body);
  }
}
