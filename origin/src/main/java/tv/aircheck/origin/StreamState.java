package tv.aircheck.origin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import tv.aircheck.flv.OnMetaData;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagKind;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.flv.TagType;
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
  private long videoCodec = -1;
  private long audioCodec = -1;
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
    if (tellsCodec(kind)) {
      int length = end - start - TagLayout.OVERHEAD;
      int type = TagLayout.type(buf, start);
      long codec = OnMetaData.codecId(type, buf, start + TagLayout.HEADER, length);
      videoCodec = TagKind.isVideo(kind) ? codec : videoCodec;
      audioCodec = TagKind.isAudio(kind) ? codec : audioCodec;
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

  /** A codec's configuration; the first frame where there is none, as with MP3. */
  private boolean tellsCodec(int kind) {
    boolean known = (TagKind.isVideo(kind) ? videoCodec : audioCodec) >= 0;
    boolean tells = TagKind.isSequenceHeader(kind) || (TagKind.isCodedMedia(kind) && !known);
    return tells && !TagKind.isExtraTrack(kind);
  }

  StreamState copy() {
    StreamState copy = new StreamState(headers);
    copy.video = video;
    copy.audio = audio;
    copy.videoCodec = videoCodec;
    copy.audioCodec = audioCodec;
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

  /** Of the default track, see {@link OnMetaData#codecId}; negative before there is one. */
  long videoCodec() {
    return videoCodec;
  }

  /** As {@link #videoCodec}. */
  long audioCodec() {
    return audioCodec;
  }

  /**
   * What one is told who comes now: nothing of a file that the publisher plays from, and just the
   * tracks that are there.
   */
  OnMetaData metadata() {
    return new OnMetaData(headers.metadata())
        .ofStream()
        .withCodec(TagType.VIDEO, videoCodec)
        .withCodec(TagType.AUDIO, audioCodec);
  }

  long lastKeyframeMs() {
    return lastKeyframeMs;
  }

  /** Of the frames; -1 before the first. */
  long highestMs() {
    return highestMs;
  }
}
