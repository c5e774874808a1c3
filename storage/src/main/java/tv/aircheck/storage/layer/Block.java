package tv.aircheck.storage.layer;

import java.nio.ByteBuffer;

/** A piece of an object, in memory that is used over and over. All but its bytes: under a lock. */
final class Block {
  /** Which one it is. */
  record Name(String key, long number) {
    Name next() {
      return new Name(key, number + 1);
    }
  }

  /** Being filled by somebody, or whole. */
  enum State {
    LOADING,
    READY
  }

  final ByteBuffer bytes;
  private State state = State.LOADING;
  private int length;
  private int users;
  private boolean readOut;
  private long loadedAt;

  Block(int size) {
    bytes = ByteBuffer.allocateDirect(size);
  }

  /** Somebody is about to fill it. */
  void loading() {
    state = State.LOADING;
    length = 0;
    users = 0;
    readOut = false;
  }

  void loaded(int bytes, long now) {
    state = State.READY;
    length = bytes;
    loadedAt = now;
  }

  boolean isReady() {
    return state == State.READY;
  }

  /** The object ends in it. */
  boolean isLast() {
    return isReady() && length < bytes.capacity();
  }

  int length() {
    return length;
  }

  void acquire() {
    users++;
  }

  /**
   * @param toItsEnd all was read: nobody is known who still needs it
   */
  void release(boolean toItsEnd) {
    users--;
    readOut |= toItsEnd;
  }

  boolean isOlderThan(long nanos, long now) {
    return now - loadedAt > nanos;
  }

  /** May it be used for another piece? One that nobody came for is kept for a while. */
  boolean isSpare(long keepNanos, long now) {
    return isReady() && users == 0 && (readOut || isOlderThan(keepNanos, now));
  }
}
