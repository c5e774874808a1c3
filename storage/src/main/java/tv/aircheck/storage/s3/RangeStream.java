package tv.aircheck.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A range of a file; closes the file with itself. */
final class RangeStream extends InputStream {
  private final FileChannel channel;
  private final long end;
  private long at;

  RangeStream(FileChannel channel, long from, long length) {
    this.channel = channel;
    this.at = from;
    this.end = from + length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int most = (int) Math.min(length, end - at);
    int n = most <= 0 ? -1 : channel.read(ByteBuffer.wrap(into, offset, most), at);
    if (n > 0) {
      at += n;
    }
    return n;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, end - at);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
