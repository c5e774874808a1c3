package tv.aircheck.segmenter;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/** Keeps the files a segmenter writes. */
final class MemorySink implements SegmentSink {
  /**
   * A whole file. Its bytes are compared as text, which reads better than a thousand numbers when
   * it fails.
   */
  record Sealed(SegmentHead head, String hex, SegmentSummary summary) {
    byte[] bytes() {
      return ByteBufUtil.decodeHexDump(hex);
    }

    @Override
    public String toString() {
      return "[%d, %d) %d ms %s %08x"
          .formatted(
              summary.startPosition(),
              summary.endPosition(),
              summary.startMs(),
              summary.forced() ? "forced" : "",
              summary.crc32c());
    }
  }

  final List<Sealed> sealed = new ArrayList<>();
  private SegmentHead head;
  private ByteBuf open;

  MemorySink() {}

  /** One that has the beginning of a file already. */
  MemorySink(SegmentHead head, byte[] bytes) {
    this.head = head;
    this.open = Unpooled.buffer().writeBytes(bytes);
  }

  @Override
  public void begin(SegmentHead newHead, ByteBuf fileHead) {
    if (open != null) {
      throw new AssertionError("begin before seal");
    }
    head = newHead;
    open = Unpooled.buffer().writeBytes(fileHead.slice());
  }

  @Override
  public void write(ByteBuf run, int from, int to) {
    open.writeBytes(run, from, to - from);
  }

  @Override
  public void seal(SegmentSummary summary) {
    sealed.add(new Sealed(head, ByteBufUtil.hexDump(open), summary));
    open = null;
  }

  /** What the file of the open segment holds so far; null if none is open. */
  byte[] openBytes() {
    return open == null ? null : ByteBufUtil.getBytes(open);
  }
}
