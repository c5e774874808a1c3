package tv.aircheck.recorder.transfer;

import io.netty.buffer.ByteBuf;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import tv.aircheck.flv.mp4.Mp4FileReader;

/** A file that somebody else recorded, read as the tags of a take's log. */
interface ForeignRecording extends Closeable {
  /** Enough to tell what a file is. */
  int HEAD = 12;

  /**
   * Appends the next tags, times beginning at 0 and never running backwards within a track.
   *
   * @return false at the end of what is whole
   */
  boolean next(ByteBuf out) throws IOException;

  /** Why it ends before its file does, in words; null if it does not. Asked at the end. */
  String damage();

  /**
   * Opens a file by what it is, not by its name.
   *
   * @throws IOException also when it is nothing that can be imported; the message says so
   */
  static ForeignRecording open(Path path) throws IOException {
    FileChannel file = FileChannel.open(path);
    try {
      byte[] head = head(file);
      if (head[0] == 'F' && head[1] == 'L' && head[2] == 'V') {
        return new FlvRecording(file);
      }
      if (Mp4FileReader.looksLikeOne(head)) {
        return new Mp4Recording(new Mp4FileReader(file));
      }
      throw new TransferRefused(path + " is neither FLV nor MP4 nor an export of Aircheck");
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static byte[] head(FileChannel file) throws IOException {
    java.nio.ByteBuffer head = java.nio.ByteBuffer.allocate(HEAD);
    while (head.hasRemaining() && file.read(head, head.position()) >= 0) {}
    return head.array();
  }
}
