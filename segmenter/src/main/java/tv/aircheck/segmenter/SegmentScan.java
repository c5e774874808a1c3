package tv.aircheck.segmenter;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.channels.FileChannel;
import tv.aircheck.flv.FlvFileReader;
import tv.aircheck.flv.TagKind;

/**
 * What a segment file holds, told from its bytes alone: to build the index anew, to verify, to go
 * on with a torn one.
 *
 * @param summary of the whole tags; its {@code fileBytes} is where the last of them ends
 * @param damage why the file goes on after that, null if it does not
 */
public record SegmentScan(SegmentHead head, SegmentSummary summary, String damage) {

  /**
   * Reads the file through and closes it.
   *
   * @throws tv.aircheck.flv.CorruptFlvException if not even its head is whole: nothing of the log
   *     is in it
   */
  public static SegmentScan of(FileChannel file) throws IOException {
    try (file) {
      Replay replay = Replay.of(file);
      SegmentSummary summary = replay.open.summary(replay.preamble.headers().codecs());
      return new SegmentScan(replay.preamble.head(), summary, replay.damage);
    }
  }

  /**
   * The segmenter's state rebuilt from a file, as it was when its last whole tag had been written.
   */
  record Replay(Preamble preamble, OpenSegment open, CutState cut, String damage) {

    static Replay of(FileChannel file) throws IOException {
      ByteBuf head = readHead(file);
      Preamble preamble = Preamble.parse(head);
      OpenSegment open = new OpenSegment(preamble.head(), head);
      CutRule rule = new CutRule(SegmenterSettings.DEFAULT, preamble.head().before());
      FlvFileReader tags = new FlvFileReader(file);
      tags.seek(preamble.headBytes());
      // The reader passes over encrypted tags; a log has none, so one is damage like any other.
      while (tags.next() && tags.offset() == open.fileBytes()) {
        ByteBuf tag = tags.tag();
        open.pass(tags.kind(), tags.timestampMs(), open.endPosition());
        rule.pass(tags.kind(), tags.timestampMs());
        if (TagKind.isHeader(tags.kind())) {
          preamble.headers().offer(tags.kind(), tag, tag.readerIndex(), tag.writerIndex());
        }
        open.wrote(tag, tag.readerIndex(), tag.writerIndex());
      }
      return new Replay(preamble, open, rule.state(), damageAfter(open.fileBytes(), file));
    }

    private static String damageAfter(long wholeBytes, FileChannel file) throws IOException {
      long bytes = file.size();
      return bytes == wholeBytes ? null : "no whole tag at byte " + wholeBytes + " of " + bytes;
    }

    /**
     * In three reads: the first tag's length, the first tag, which tells the length of the rest,
     * the rest.
     */
    private static ByteBuf readHead(FileChannel file) throws IOException {
      ByteBuf head = Unpooled.buffer();
      readUpTo(file, head, Preamble.LEAST_BYTES);
      readUpTo(file, head, Preamble.scriptEnd(head));
      readUpTo(file, head, Preamble.lengthOf(head));
      return head;
    }

    /** Less at the end of the file: the preamble's own checks tell what is missing. */
    private static void readUpTo(FileChannel file, ByteBuf out, int bytes) throws IOException {
      while (out.readableBytes() < bytes) {
        int at = out.writerIndex();
        if (out.writeBytes(file, at, bytes - at) < 0) {
          return;
        }
      }
    }
  }
}
