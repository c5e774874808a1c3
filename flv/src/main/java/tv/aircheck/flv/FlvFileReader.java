package tv.aircheck.flv;

import io.netty.buffer.ByteBuf;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * Reads the tags of an FLV file in large blocks, up to the end or to the first place that is not a
 * whole tag. Not thread-safe.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class FlvFileReader implements Closeable {
  /** Takes the channel over: {@link #close} closes it. Its position is neither used nor moved. */
  public FlvFileReader(FileChannel file) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Moves to the next tag; false at the end of the whole tags. */
  public boolean next() throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Goes on at an offset of the file where a tag begins. */
  public void seek(long offset) {
    throw new UnsupportedOperationException();
  }

  public int type() {
    throw new UnsupportedOperationException();
  }

  public long timestampMs() {
    throw new UnsupportedOperationException();
  }

  public int kind() {
    throw new UnsupportedOperationException();
  }

  /** Of the tag's first byte in the file. */
  public long offset() {
    throw new UnsupportedOperationException();
  }

  /**
   * The tag in the reader's buffer, from header to back pointer; valid until the next call of
   * {@link #next}.
   */
  public ByteBuf tag() {
    throw new UnsupportedOperationException();
  }

  /** The tag's body in the reader's buffer; valid until the next call of {@link #next}. */
  public ByteBuf body() {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads on to the end of the whole tags and says where in the file that is: cut a torn file
   * there.
   */
  public long wholeTagsEnd() throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * Why the whole tags end before the file does; null if they do not (or are not read through yet).
   */
  public String damage() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() throws IOException {
    throw new UnsupportedOperationException();
  }
}
