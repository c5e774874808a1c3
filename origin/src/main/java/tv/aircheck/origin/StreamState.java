package tv.aircheck.origin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagKind;
import tv.aircheck.relay.JoinContext;
import tv.aircheck.relay.Mark;

/**
 * What one must know of a log before a position to go on from there: the headers in force and the
 * state that segment cuts depend on. Runs along with the appender; copies stand at every mark. One
 * thread at a time.
 */
final class StreamState {
  /** Shared with copies, so replaced and never changed. */
  private StreamHeaders headers;

  private boolean video;
  private boolean audio;
  private long lastKeyframeMs = -1;
  private long highestMs = -1;

  StreamState() {
    this(new StreamHeaders());
  }

  private StreamState(StreamHeaders headers) {
    this.headers = headers;
  }

  /** Takes a tag in: {@code [start, end)} of the buffer, which stays the caller's. */
  void see(int kind, long timestampMs, ByteBuf buf, int start, int end) {
    video |= TagKind.isVideo(kind);
    audio |= TagKind.isAudio(kind);
    if (TagKind.isCodedMedia(kind)) {
      highestMs = Math.max(highestMs, timestampMs);
    }
    if (TagKind.isKeyframe(kind)) {
      lastKeyframeMs = timestampMs;
    } else if (TagKind.isHeader(kind)) {
      StreamHeaders changed = headers.copy();
      if (changed.offer(kind, buf, start, end)) {
        headers = changed;
      }
    }
  }

  StreamState copy() {
    StreamState copy = new StreamState(headers);
    copy.video = video;
    copy.audio = audio;
    copy.lastKeyframeMs = lastKeyframeMs;
    copy.highestMs = highestMs;
    return copy;
  }

  JoinContext context(Mark lastMark) {
    return new JoinContext(headerTags(), video, lastKeyframeMs, highestMs, lastMark);
  }

  /** The headers in force as whole tags with timestamp 0. */
  private byte[] headerTags() {
    ByteBuf tags = Unpooled.buffer();
    headers.writeTo(tags, 0);
    byte[] bytes = ByteBufUtil.getBytes(tags);
    tags.release();
    return bytes;
  }

  /** Not to be changed. */
  StreamHeaders headers() {
    return headers;
  }

  boolean hasVideo() {
    return video;
  }

  boolean hasAudio() {
    return audio;
  }

  long lastKeyframeMs() {
    return lastKeyframeMs;
  }

  /** Of the frames; -1 before the first. */
  long highestMs() {
    return highestMs;
  }
}
