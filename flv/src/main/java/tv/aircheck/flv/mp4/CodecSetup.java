package tv.aircheck.flv.mp4;

import tv.aircheck.flv.codec.FourCc;

/**
 * All that has to be known of a track to describe it in an MP4.
 *
 * @param fourCc see {@link FourCc}
 * @param config as its sequence header has it, empty where the codec has none
 * @param firstFrame the first bytes of its first frame: some codecs describe themselves only there
 * @param color null if not known
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record CodecSetup(int fourCc, byte[] config, byte[] firstFrame, ColorInfo color) {
  /** As much of a frame as has to be looked at. */
  public static final int FRAME_HEAD = 4096;

  /** Whether frames can be decoded at all. */
  public boolean isComplete() {
    return switch (fourCc) {
      case FourCc.AVC, FourCc.HEVC, FourCc.AV1, FourCc.AAC, FourCc.FLAC -> config.length > 0;
      default -> true;
    };
  }
}
