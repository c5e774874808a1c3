package tv.aircheck.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** An object as a stream: read by ranges of one buffer's length, so of bounded memory. */
public final class ObjectBytes extends InputStream {
  private static final int BUFFER = 256 * 1024;

  private final ObjectStore store;
  private final String key;
  private final ByteBuffer buffer;
  private long offset;
  private boolean ended;

  public ObjectBytes(ObjectStore store, String key) {
    this(store, key, BUFFER);
  }

  /**
   * @param buffer how much one request reads
   */
  public ObjectBytes(ObjectStore store, String key, int buffer) {
    this.store = store;
    this.key = key;
    this.buffer = ByteBuffer.allocate(buffer).limit(0);
  }

  @Override
  public int read() throws IOException {
    return fill() ? buffer.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int bytes = Math.min(length, buffer.remaining());
    buffer.get(into, from, bytes);
    return bytes;
  }

  /** False at the end of the object. */
  private boolean fill() throws StorageException {
    if (buffer.hasRemaining()) {
      return true;
    }
    if (ended) {
      return false;
    }
    buffer.clear();
    int read = store.read(key, offset, buffer);
    buffer.flip();
    // Less than was asked for: the object ends here, and nothing has to be asked to learn it.
    ended = read < buffer.capacity();
    offset += Math.max(0, read);
    return read > 0;
  }
}
