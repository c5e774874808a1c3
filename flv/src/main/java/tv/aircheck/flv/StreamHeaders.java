package tv.aircheck.flv;

import io.netty.buffer.ByteBuf;
import tv.aircheck.flv.amf.AmfObject;

/**
 * What one who joins a stream late has to be told before the first frame: onMetaData, and per track
 * the codec configuration and whatever else describes it. Small heap copies; not thread-safe. The
 * bytes it writes depend only on the tags in force, not on when or how often they were seen.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class StreamHeaders {
  /**
   * Takes note of a header tag ({@link TagKind#isHeader}).
   *
   * @param tagStart index of the tag's header, {@code tagEnd} that after its back pointer
   * @return true if it differs from what was in force
   */
  public boolean offer(int kind, ByteBuf buf, int tagStart, int tagEnd) {
    throw new UnsupportedOperationException();
  }

  /** An independent copy; the immutable bytes are shared. */
  public StreamHeaders copy() {
    throw new UnsupportedOperationException();
  }

  public boolean hasVideo() {
    throw new UnsupportedOperationException();
  }

  public boolean hasAudio() {
    throw new UnsupportedOperationException();
  }

  public boolean isEmpty() {
    throw new UnsupportedOperationException();
  }

  /** Whole tags: onMetaData, then the codec headers, video first, all with the same timestamp. */
  public void writeTo(ByteBuf out, long timestampMs) {
    throw new UnsupportedOperationException();
  }

  /** As {@link #writeTo}, without onMetaData. */
  public void writeCodecHeadersTo(ByteBuf out, long timestampMs) {
    throw new UnsupportedOperationException();
  }

  /** The fields of onMetaData, in the publisher's order; a copy, empty if there was none. */
  public AmfObject metadata() {
    throw new UnsupportedOperationException();
  }

  public CodecSummary codecs() {
    throw new UnsupportedOperationException();
  }
}
