package tv.aircheck.segmenter;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import tv.aircheck.flv.CodecSummary;
import tv.aircheck.flv.KeyframeTable;
import tv.aircheck.flv.TagKind;

/** A segment that has begun, and what adds up while its bytes go by. */
final class OpenSegment {
  private final SegmentHead head;
  private final int headBytes;
  private final CRC32C crc = new CRC32C();
  private final KeyframeTable.Builder keyframes = new KeyframeTable.Builder();
  private long endMs;
  private long fileBytes;
  private boolean hasTags;

  /**
   * @param fileHead borrowed
   */
  OpenSegment(SegmentHead head, ByteBuf fileHead) {
    this.head = head;
    this.headBytes = fileHead.readableBytes();
    this.endMs = head.startMs();
    wrote(fileHead, fileHead.readerIndex(), fileHead.writerIndex());
  }

  /** A tag that belongs to it. */
  void pass(int kind, long timestampMs, long position) {
    hasTags = true;
    if (TagKind.isCodedMedia(kind)) {
      endMs = Math.max(endMs, timestampMs);
    }
    if (TagKind.isKeyframe(kind)) {
      keyframes.add(timestampMs, position);
    }
    if (TagKind.isHeader(kind)) {
      keyframes.header(position);
    }
  }

  /** The next bytes of the file. */
  void wrote(ByteBuf run, int from, int to) {
    if (run.nioBufferCount() == 1) {
      crc.update(run.internalNioBuffer(from, to - from));
    } else {
      for (ByteBuffer part : run.nioBuffers(from, to - from)) {
        crc.update(part);
      }
    }
    fileBytes += to - from;
  }

  /** False right after its begin: the tag at which the log was cut is still to come. */
  boolean hasTags() {
    return hasTags;
  }

  SegmentHead head() {
    return head;
  }

  long fileBytes() {
    return fileBytes;
  }

  /** The log position up to which it is written. */
  long endPosition() {
    return head.startPosition() + fileBytes - headBytes;
  }

  SegmentSummary summary(CodecSummary codecs) {
    return new SegmentSummary(
        head.startPosition(),
        endPosition(),
        head.startMs(),
        endMs,
        head.wallClockMs(),
        headBytes,
        fileBytes,
        (int) crc.getValue(),
        keyframes.build().encode(),
        head.forced(),
        codecs);
  }
}
