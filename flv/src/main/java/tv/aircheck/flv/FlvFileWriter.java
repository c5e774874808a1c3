package tv.aircheck.flv;

import io.netty.buffer.ByteBuf;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * Writes one seekable FLV file: room for onMetaData is reserved at the start, tags are copied
 * through, and the duration, sizes and index of keyframes are filled in at the end. Holds two
 * numbers per keyframe, never the media.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class FlvFileWriter implements Closeable {
  /**
   * @param file empty; taken over: {@link #close} closes it
   * @param start headers of the first take: their onMetaData fields are kept, their codec headers
   *     written
   * @param keyframes how many will come, as the index knows; should there be more, the file's index
   *     is thinned out
   */
  public FlvFileWriter(FileChannel file, StreamHeaders start, int keyframes) throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * Copies a run of whole tags, moved in time; onMetaData tags within are left out. Borrows the
   * buffer.
   *
   * @param shiftMs added to the timestamp of each tag
   */
  public void write(ByteBuf run, long shiftMs) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Headers in force from here on, when another take begins. */
  public void writeHeaders(StreamHeaders headers, long timestampMs) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Fills in what only the end knows; the file is complete afterwards. Does not sync. */
  public void finish() throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Without {@link #finish} before, what was written stays a playable file without an index. */
  @Override
  public void close() throws IOException {
    throw new UnsupportedOperationException();
  }
}
