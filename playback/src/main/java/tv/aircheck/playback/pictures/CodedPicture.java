package tv.aircheck.playback.pictures;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.MediaBody;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.flv.TagType;
import tv.aircheck.flv.codec.FourCc;
import tv.aircheck.playback.pictures.child.PictureWire.Decode;

/**
 * A keyframe of the default track, and what its decoder has to know.
 *
 * @param codec as FFmpeg names it
 * @param config the codec's configuration record; empty without one
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record CodedPicture(String codec, byte[] config, byte[] packet) {
  private static final byte[] NONE = {};
  private static final int CLASSIC_CODEC = 15;

  Decode fitInto(int width, int height, boolean jpeg) {
    return new Decode(codec, config, packet, width, height, jpeg);
  }

  /**
   * The first keyframe of a run.
   *
   * @param run whole tags, borrowed
   * @param headers in force there; those on the way are added
   * @return null if there is none, or nothing here knows its codec
   */
  static CodedPicture first(ByteBuf run, StreamHeaders headers) throws CorruptFlvException {
    TagCursor tags = new TagCursor().reset(run);
    while (tags.next()) {
      if (TagKind.isKeyframe(tags.kind())) {
        return of(tags, headers);
      }
      headers.offer(tags.kind(), run, tags.start(), tags.end());
    }
    return null;
  }

  private static CodedPicture of(TagCursor tag, StreamHeaders headers) throws CorruptFlvException {
    ByteBuf run = tag.run();
    MediaBody body = new MediaBody().reset(TagType.VIDEO, run, tag.bodyStart(), tag.bodyLength());
    if (!defaultTrack(body)) {
      return null;
    }
    byte[] payload = ByteBufUtil.getBytes(run, body.payloadStart(), body.payloadLength());
    int fourCc = body.codec();
    if (fourCc == 0) {
      return ofFlash(run.getUnsignedByte(tag.bodyStart()) & CLASSIC_CODEC, payload);
    }
    String name = name(fourCc);
    return name == null ? null : new CodedPicture(name, config(headers, fourCc), payload);
  }

  private static boolean defaultTrack(MediaBody body) {
    while (body.nextTrack()) {
      if (body.track() == 0) {
        return true;
      }
    }
    return false;
  }

  private static String name(int fourCc) {
    return switch (fourCc) {
      case FourCc.AVC -> "h264";
      case FourCc.HEVC -> "hevc";
      case FourCc.VVC -> "vvc";
      case FourCc.AV1 -> "av1";
      case FourCc.VP9 -> "vp9";
      case FourCc.VP8 -> "vp8";
      default -> null;
    };
  }

  /** What publishers sent to Flash. VP6 has a byte of its own in front. */
  private static CodedPicture ofFlash(int codec, byte[] payload) {
    return switch (codec) {
      case 2 -> new CodedPicture("flv1", NONE, payload);
      case 4 -> ofVp6("vp6f", payload);
      case 5 -> ofVp6("vp6a", payload);
      default -> null;
    };
  }

  private static CodedPicture ofVp6(String name, byte[] payload) {
    if (payload.length == 0) {
      return null;
    }
    byte[] packet = Arrays.copyOfRange(payload, 1, payload.length);
    return new CodedPicture(name, new byte[] {payload[0]}, packet);
  }

  private static byte[] config(StreamHeaders headers, int fourCc) throws CorruptFlvException {
    ByteBuf written = Unpooled.buffer();
    headers.writeCodecHeadersTo(written, 0);
    TagCursor tags = new TagCursor().reset(written);
    while (tags.next()) {
      if (TagKind.isVideo(tags.kind()) && TagKind.isSequenceHeader(tags.kind())) {
        MediaBody body =
            new MediaBody().reset(TagType.VIDEO, written, tags.bodyStart(), tags.bodyLength());
        if (defaultTrack(body) && body.codec() == fourCc) {
          return ByteBufUtil.getBytes(written, body.payloadStart(), body.payloadLength());
        }
      }
    }
    return NONE;
  }
}
