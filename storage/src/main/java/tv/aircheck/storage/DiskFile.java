package tv.aircheck.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file open for appending. One thread at a time. */
public interface DiskFile extends Closeable {
  /** Writes all that remains in the buffers, in one gathering write where the system allows. */
  void write(ByteBuffer... buffers) throws IOException;

  /** Drops what is beyond {@code bytes}; writing goes on there. */
  void truncate(long bytes) throws IOException;

  /** Returns when the bytes, and the length, would survive a power cut. */
  void sync() throws IOException;
}
