package tv.aircheck.flv.mp4;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Moves what is in a file towards its end, in place. */
final class FileShift {
  private static final int BLOCK = 4 << 20;

  private FileShift() {}

  /**
   * Makes room at the front. What is there afterwards is undefined.
   *
   * @param length of what is moved, from the start of the file
   * @param by how far
   */
  static void makeRoom(FileChannel file, long length, long by) throws IOException {
    ByteBuffer block = ByteBuffer.allocateDirect((int) Math.min(BLOCK, Math.max(length, 1)));
    // From the end, so that nothing is overwritten that has yet to be moved.
    for (long end = length; end > 0; ) {
      int bytes = (int) Math.min(block.capacity(), end);
      long start = end - bytes;
      block.clear().limit(bytes);
      while (block.hasRemaining()) {
        if (file.read(block, start + block.position()) < 0) {
          throw new EOFException("the file ends before " + end);
        }
      }
      block.flip();
      while (block.hasRemaining()) {
        file.write(block, start + by + block.position());
      }
      end = start;
    }
  }
}
