package tv.aircheck.recorder.verify;

import io.netty.buffer.Unpooled;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.recorder.manifest.Digests;
import tv.aircheck.segmenter.Preamble;
import tv.aircheck.segmenter.SegmentHead;
import tv.aircheck.storage.ObjectBytes;
import tv.aircheck.storage.ObjectStore;

/** Reads objects of a store, at a limited rate. */
final class StoredContent {
  private static final int HEAD = 64 * 1024;

  private final ObjectStore store;
  private final ReadRate rate;

  StoredContent(ObjectStore store, ReadRate rate) {
    this.store = store;
    this.rate = rate;
  }

  Digests digests(String key) throws IOException {
    try (InputStream in = open(key)) {
      return Digests.of(in);
    }
  }

  InputStream open(String key) {
    return new FilterInputStream(new ObjectBytes(store, key)) {
      @Override
      public int read() throws IOException {
        int read = super.read();
        rate.took(read < 0 ? 0 : 1);
        return read;
      }

      @Override
      public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        rate.took(Math.max(0, read));
        return read;
      }
    };
  }

  /** What an object says of itself; empty when it is no segment, or its head is damaged. */
  Optional<SegmentHead> head(String key) throws IOException {
    for (int bytes = HEAD; bytes <= HEAD * 256; bytes *= 16) {
      ByteBuffer head = ByteBuffer.allocate(bytes);
      int read = store.read(key, 0, head);
      rate.took(Math.max(0, read));
      try {
        return Optional.of(Preamble.parse(Unpooled.wrappedBuffer(head.flip())).head());
      } catch (CorruptFlvException | IllegalArgumentException | IndexOutOfBoundsException e) {
        if (read < bytes) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
