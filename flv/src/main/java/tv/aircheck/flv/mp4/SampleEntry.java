package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.Arrays;
import tv.aircheck.flv.codec.FourCc;

/**
 * A codec configuration as a sample description has it. Two are the same when their bytes are.
 *
 * @param fourCc of the codec
 * @param timescale ticks a second that suit the codec: for sound its samples
 * @param width as shown, 0 for sound
 * @param height as shown, 0 for sound
 * @param bytes the whole box
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content
public record SampleEntry(int fourCc, int timescale, int width, int height, byte[] bytes) {
  /** A millisecond is a whole number of ticks, and a frame of film or television nearly. */
  static final int VIDEO_TIMESCALE = 90_000;

  /**
   * Describes a track.
   *
   * @throws UnsupportedInMp4Exception if MP4 has no such codec, or its configuration makes no sense
   */
  public static SampleEntry of(CodecSetup setup) throws UnsupportedInMp4Exception {
    return switch (setup.fourCc()) {
      case FourCc.AVC, FourCc.HEVC, FourCc.AV1, FourCc.VP9 -> VideoEntry.of(setup);
      case FourCc.AAC, FourCc.MP3, FourCc.OPUS, FourCc.FLAC, FourCc.AC3, FourCc.EAC3 ->
          AudioEntry.of(setup);
      case 0 ->
          throw new UnsupportedInMp4Exception(
              "MP4 cannot carry the codec of this show, one of Flash's older ones");
      default ->
          throw new UnsupportedInMp4Exception(
              "MP4 cannot carry the codec " + FourCc.text(setup.fourCc()) + " of this show");
    };
  }

  static byte[] bytesOf(Box box) {
    ByteBuf bytes = BoxSink.bytes(box);
    return ByteBufUtil.getBytes(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SampleEntry entry && Arrays.equals(bytes, entry.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
