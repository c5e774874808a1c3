package tv.aircheck.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * An object, or a range of one, as a stream: read by ranges of one buffer's length, so of bounded
 * memory.
 */
public final class ObjectBytes extends InputStream {
  private static final int BUFFER = 256 * 1024;

  private final ObjectStore store;
  private final String key;
  private final ByteBuffer buffer;
  private final long end;
  private long offset;
  private boolean ended;

  public ObjectBytes(ObjectStore store, String key) {
    this(store, key, BUFFER);
  }

  /**
   * @param buffer how much one request reads
   */
  public ObjectBytes(ObjectStore store, String key, int buffer) {
    this(store, key, 0, Long.MAX_VALUE, buffer);
  }

  private ObjectBytes(ObjectStore store, String key, long offset, long end, int buffer) {
    this.store = store;
    this.key = key;
    this.offset = offset;
    this.end = end;
    this.buffer = ByteBuffer.allocate(buffer).limit(0);
  }

  /** As much of a range as the object has. */
  public static ObjectBytes range(ObjectStore store, String key, long offset, long bytes) {
    return new ObjectBytes(store, key, offset, offset + bytes, (int) Math.min(bytes, BUFFER));
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
    int wanted = (int) Math.min(buffer.capacity(), end - offset);
    buffer.clear().limit(wanted);
    int read = wanted == 0 ? 0 : store.read(key, offset, buffer);
    buffer.flip();
    offset += Math.max(0, read);
    // Less than was asked for: the object ends here, and nothing has to be asked to learn it.
    ended = read < wanted || offset == end;
    return read > 0;
  }
}
