package tv.aircheck.playback;

import io.netty.buffer.ByteBuf;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import tv.aircheck.flv.FlvFileWriter;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.mp4.Mp4FileWriter;

/** A file in the making; its times begin at 0. */
interface ExportFile extends Closeable {
  /** Headers in force from here on, where a take begins. */
  void headers(StreamHeaders headers, long timestampMs) throws IOException;

  /** A run of whole tags; borrowed. */
  void tags(ByteBuf run, long shiftMs) throws IOException;

  /** The file is complete afterwards; it is not synced. */
  void finish() throws IOException;

  /** Begins one; the channel is the caller's to close. */
  static ExportFile flv(FileChannel channel, StreamHeaders start, int keyframes)
      throws IOException {
    FlvFileWriter out = new FlvFileWriter(channel, start, keyframes);
    return new ExportFile() {
      @Override
      public void headers(StreamHeaders headers, long timestampMs) throws IOException {
        out.writeHeaders(headers, timestampMs);
      }

      @Override
      public void tags(ByteBuf run, long shiftMs) throws IOException {
        out.write(run, shiftMs);
      }

      @Override
      public void finish() throws IOException {
        out.finish();
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }

  /**
   * Begins one; the channel is the caller's to close.
   *
   * @param fromMs what is to be seen first
   * @param toMs nothing later is to be seen
   */
  static ExportFile mp4(FileChannel channel, StreamHeaders start, long fromMs, long toMs)
      throws IOException {
    Mp4FileWriter out = new Mp4FileWriter(channel, fromMs, toMs);
    out.writeHeaders(start);
    return new ExportFile() {
      @Override
      public void headers(StreamHeaders headers, long timestampMs) throws IOException {
        out.writeHeaders(headers);
      }

      @Override
      public void tags(ByteBuf run, long shiftMs) throws IOException {
        out.write(run, shiftMs);
      }

      @Override
      public void finish() throws IOException {
        out.finish();
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }
}
