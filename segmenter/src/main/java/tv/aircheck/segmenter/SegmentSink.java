package tv.aircheck.segmenter;

import io.netty.buffer.ByteBuf;
import java.io.IOException;

/**
 * Takes the bytes of segments: begin, writes, seal, and so on; called by the segmenter's thread, in
 * its calls. All buffers are borrowed for the call. After an exception the segmenter does no more;
 * what was written of the segment can be gone on with by {@link Segmenter#resume}.
 */
public interface SegmentSink {
  /**
   * @param fileHead the first bytes of the file: FLV header and preamble, {@link
   *     ByteBuf#readableBytes} long
   */
  void begin(SegmentHead head, ByteBuf fileHead) throws IOException;

  /** The next bytes of the file, {@code [from, to)} of the run: whole tags. */
  void write(ByteBuf run, int from, int to) throws IOException;

  void seal(SegmentSummary summary) throws IOException;
}
