package tv.aircheck.playback;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that several read from, closed by the last who releases it. Made with one reference. */
final class OpenFile {
  private static final Logger log = LoggerFactory.getLogger(OpenFile.class);

  private final FileChannel channel;
  private final AtomicInteger references = new AtomicInteger(1);

  OpenFile(FileChannel channel) {
    this.channel = channel;
  }

  /** False if it is closed: open it anew. */
  boolean retain() {
    return references.getAndUpdate(n -> n == 0 ? 0 : n + 1) > 0;
  }

  void release() {
    if (references.decrementAndGet() == 0) {
      try {
        channel.close();
      } catch (IOException e) {
        log.warn("closing a segment file failed, its descriptor may be lost", e);
      }
    }
  }

  /** Fills the buffer, or reads up to the end of the file. */
  void read(long offset, ByteBuffer dst) throws IOException {
    long at = offset;
    while (dst.hasRemaining()) {
      int read = channel.read(dst, at);
      if (read < 0) {
        return;
      }
      at += read;
    }
  }
}
