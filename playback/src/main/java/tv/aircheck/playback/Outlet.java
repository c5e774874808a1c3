package tv.aircheck.playback;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.flv.TagType;
import tv.aircheck.rtmp.PlayStream;

/**
 * What one viewer is sent: metadata once, headers before what needs them, the media, and marks
 * round the frames that are only there to arrive at the target of a seek. On the event loop.
 */
final class Outlet {
  static final long NO_TARGET = Long.MAX_VALUE;

  private static final double MS_PER_SECOND = 1000;
  private static final int LEAST_RATED_MS = 100;

  /** Video command frames of classic AVC: decode, but show nothing until the end mark. */
  private static final byte[] SEEK_STARTS = {0x57, 0};

  private static final byte[] SEEK_ENDS = {0x57, 1};
  private static final int ENHANCED_BIT_AND_CODEC = 0x8F;
  private static final int CLASSIC_AVC = 7;

  private final PlayStream stream;
  private boolean toldMetadata;
  private long targetMs = NO_TARGET;
  private long sentMs;
  private long sentBytes;
  private long bytesPerSecond;

  Outlet(PlayStream stream) {
    this.stream = stream;
  }

  void begin(boolean reset) {
    stream.begin(true, reset);
    stream.flush();
  }

  boolean isWritable() {
    return stream.isWritable();
  }

  /** Sends and releases. */
  void send(Step.Tags tags, Timeline timeline) {
    if (tags.headers() != null) {
      sendHeaders(tags, timeline);
    }
    if (targetMs != NO_TARGET && tags.firstMs() >= targetMs) {
      stream.tag(TagType.VIDEO, targetMs, Unpooled.wrappedBuffer(SEEK_ENDS));
      targetMs = NO_TARGET;
    }
    int bytes = tags.run().readableBytes();
    long lasted = Math.max(LEAST_RATED_MS, tags.lastMs() - tags.firstMs());
    bytesPerSecond = bytes * (long) MS_PER_SECOND / lasted;
    sentBytes += bytes;
    sentMs = Math.max(sentMs, tags.lastMs());
    stream.tagsInPlace(tags.run(), tags.shiftMs());
    stream.flush();
  }

  private void sendHeaders(Step.Tags tags, Timeline timeline) {
    StreamHeaders headers = tags.headers();
    if (!toldMetadata) {
      toldMetadata = true;
      long durationMs = timeline.durationMs();
      stream.tag(TagType.SCRIPT, 0, PublisherMetadata.ofShow(headers, tags.run(), durationMs));
    }
    ByteBuf codecs = ByteBufAllocator.DEFAULT.directBuffer();
    headers.writeCodecHeadersTo(codecs, tags.firstMs() - tags.shiftMs());
    boolean classic = isClassicAvc(codecs);
    if (targetMs <= tags.firstMs() || !classic) {
      targetMs = NO_TARGET;
    } else if (targetMs != NO_TARGET) {
      stream.tag(TagType.VIDEO, tags.firstMs(), Unpooled.wrappedBuffer(SEEK_STARTS));
    }
    if (codecs.isReadable()) {
      stream.tagsInPlace(codecs, tags.shiftMs());
    } else {
      codecs.release();
    }
  }

  /** Video headers come first. */
  private static boolean isClassicAvc(ByteBuf codecs) {
    return codecs.readableBytes() > TagLayout.OVERHEAD
        && TagLayout.type(codecs, 0) == TagType.VIDEO
        && (codecs.getByte(TagLayout.HEADER) & ENHANCED_BIT_AND_CODEC) == CLASSIC_AVC;
  }

  /** Answers a seek; the next tags come from before the target, or from it. */
  void seeked(long offsetMs, String details) {
    stream.discardQueued();
    stream.seekDone(offsetMs, details);
    stream.flush();
    targetMs = offsetMs;
  }

  /** What follows is from there on, or from a little before. */
  void moveTo(long offsetMs) {
    sentMs = offsetMs;
  }

  void paused(boolean paused) {
    if (paused) {
      stream.pauseDone();
    } else {
      stream.unpauseDone();
    }
    stream.flush();
  }

  void complete(long durationMs) {
    stream.complete(durationMs / MS_PER_SECOND, sentBytes);
    stream.flush();
  }

  void failed(String code, String words) {
    stream.status("error", code, words);
    stream.flush();
  }

  /**
   * Where tags still are marked as leading up to a seek's target; {@link #NO_TARGET} if none are.
   */
  long targetMs() {
    return targetMs;
  }

  /** The offset up to which the viewer has been served. */
  long sentMs() {
    return sentMs;
  }

  /** About what a second takes; 0 if not known. */
  long bytesPerSecond() {
    return bytesPerSecond;
  }
}
