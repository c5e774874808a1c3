package tv.aircheck.flv;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import tv.aircheck.flv.codec.FourCc;

/**
 * A reusable view of an audio or video body, classic or enhanced, track by track: which codec,
 * which track, where its payload lies and how far presentation lies behind decoding. Borrows the
 * buffer.
 *
 * <pre>{@code
 * body.reset(type, buf, bodyStart, bodyLength);
 * while (body.nextTrack()) { ... body.codec() ... body.payloadStart() ... }
 * }</pre>
 */
public final class MediaBody {
  static final int CLASSIC_VIDEO_HEADER = 5;
  static final int COMPOSITION_TIME = 3;

  private static final int CLASSIC_AAC_HEADER = 2;

  private ByteBuf buf;
  private int at;
  private int end;
  private long header;
  private boolean classic;
  private boolean timed;
  private int tracksLeft;
  private int sharedCodec;
  private int codec;
  private int track;
  private int payloadStart;
  private int payloadLength;

  /** Before the first track. A body that is malformed, or of a script, has no tracks. */
  public MediaBody reset(int type, ByteBuf newBuf, int bodyStart, int bodyLength) {
    buf = newBuf;
    at = bodyStart;
    end = bodyStart + bodyLength;
    tracksLeft = 0;
    boolean video = type == TagType.VIDEO;
    if (bodyLength == 0 || (!video && type != TagType.AUDIO)) {
      return this;
    }
    int first = buf.getUnsignedByte(bodyStart);
    classic = video ? first < 0x80 : first >> 4 != 9;
    if (classic) {
      resetClassic(first, video);
    } else {
      resetEnhanced(bodyStart, bodyLength, video);
    }
    return this;
  }

  private void resetClassic(int first, boolean video) {
    tracksLeft = 1;
    sharedCodec = video ? FourCc.ofVideoCodecId(first & 15) : FourCc.ofSoundFormat(first >> 4);
    timed = video && sharedCodec != 0;
    int head = timed ? CLASSIC_VIDEO_HEADER : sharedCodec == FourCc.AAC ? CLASSIC_AAC_HEADER : 1;
    if (end - at < head) {
      tracksLeft = 0;
    } else {
      at += head;
    }
  }

  private void resetEnhanced(int bodyStart, int bodyLength, boolean video) {
    header = ExHeader.parse(buf, bodyStart, bodyLength, video);
    if (header == ExHeader.MALFORMED || ExHeader.isCommand(header)) {
      return;
    }
    tracksLeft = ExTracks.MAX_TRACKS;
    at = bodyStart + ExHeader.offset(header);
    boolean shared = ExHeader.trackLayout(header) != ExHeader.MANY_CODECS;
    sharedCodec = shared ? buf.getInt(at - 4) : 0;
    timed = video && ExHeader.packetType(header) == ExHeader.CODED_FRAMES;
  }

  /** Moves to the next track. */
  public boolean nextTrack() {
    if (tracksLeft == 0) {
      return false;
    }
    tracksLeft--;
    if (classic) {
      codec = sharedCodec;
      track = 0;
      payloadStart = at;
      payloadLength = end - at;
      return true;
    }
    int layout = ExHeader.trackLayout(header);
    long step = ExTracks.step(buf, at, end, layout);
    if (step == ExTracks.END) {
      tracksLeft = 0;
      return false;
    }
    codec = layout == ExHeader.MANY_CODECS ? buf.getInt(at) : sharedCodec;
    track = ExTracks.track(step);
    payloadStart = at + ExTracks.dataOffset(step);
    payloadLength = ExTracks.dataLength(step);
    at = payloadStart + payloadLength;
    if (at >= end) {
      tracksLeft = 0;
    }
    return true;
  }

  /** As in {@link FourCc}; 0 for codecs of Flash's youth, which have no such name. */
  public int codec() {
    return codec;
  }

  /** 0 is the default track. */
  public int track() {
    return track;
  }

  /**
   * Presentation minus decoding time; often positive, sometimes negative, 0 where the codec or
   * packet has none.
   */
  public int compositionTimeMs() {
    if (!timed) {
      return 0;
    }
    if (classic) {
      return buf.getMedium(payloadStart - COMPOSITION_TIME);
    }
    return hasTime() ? buf.getMedium(payloadStart) : 0;
  }

  private boolean hasTime() {
    return timed && FourCc.hasCompositionTime(codec) && payloadLength >= COMPOSITION_TIME;
  }

  /** Where the codec's own bytes begin: after the composition time, if there is one. */
  public int payloadStart() {
    return !classic && hasTime() ? payloadStart + COMPOSITION_TIME : payloadStart;
  }

  public int payloadLength() {
    return !classic && hasTime() ? payloadLength - COMPOSITION_TIME : payloadLength;
  }

  /** The message may hold more tracks than this one. */
  boolean sharesMessage() {
    return !classic && ExHeader.trackLayout(header) > ExHeader.ONE_TRACK;
  }

  /** The body of a message that says the same of this track alone. */
  byte[] aloneInMessage(int type) {
    boolean video = type == TagType.VIDEO;
    ByteBuf out = Unpooled.buffer(7 + payloadLength);
    out.writeByte(video ? 0x86 | ExHeader.frameType(header) << 4 : 0x95);
    out.writeByte(ExHeader.packetType(header));
    out.writeInt(codec);
    out.writeByte(track);
    out.writeBytes(buf, payloadStart, payloadLength);
    return out.array();
  }
}
