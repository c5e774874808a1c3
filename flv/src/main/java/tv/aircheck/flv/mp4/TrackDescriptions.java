package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import tv.aircheck.flv.codec.FourCc;
import tv.aircheck.flv.codec.FrameLength;

/**
 * The sample descriptions of one track, as its configurations change: the same configuration again
 * is the same description. One thread at a time.
 */
final class TrackDescriptions {
  private static final byte[] NONE = {};

  /** As long as a table of them is read at a glance. */
  private static final int MOST = 1000;

  private final List<SampleEntry> entries = new ArrayList<>();
  private byte[] config = NONE;
  private ColorInfo color;
  private FrameLength lengths;
  private int codec;
  private int current;

  List<SampleEntry> entries() {
    return entries;
  }

  void configure(byte[] newConfig) {
    config = newConfig;
    current = 0;
  }

  void color(ColorInfo newColor) {
    if (!newColor.equals(color)) {
      color = newColor;
      current = 0;
    }
  }

  /**
   * The number of the description of a frame, from 1; 0 if it cannot be decoded, as its
   * configuration never came.
   *
   * @throws UnsupportedInMp4Exception if MP4 has none, or cannot change to it within a track
   */
  int of(int fourCc, ByteBuf buf, int start, int length) throws UnsupportedInMp4Exception {
    if (current > 0 && fourCc == codec) {
      return current;
    }
    byte[] head = ByteBufUtil.getBytes(buf, start, Math.min(length, CodecSetup.FRAME_HEAD));
    CodecSetup setup = new CodecSetup(fourCc, config, head, color);
    if (!setup.isComplete()) {
      return 0;
    }
    SampleEntry entry = SampleEntry.of(setup);
    requireSameCodec(entry);
    int at = entries.indexOf(entry);
    if (at < 0) {
      if (entries.size() == MOST) {
        throw new UnsupportedInMp4Exception(
            "the codec configuration of this show changes more than " + MOST + " times");
      }
      at = entries.size();
      entries.add(entry);
    }
    lengths = FrameLength.of(fourCc, config);
    codec = fourCc;
    current = at + 1;
    return current;
  }

  private void requireSameCodec(SampleEntry entry) throws UnsupportedInMp4Exception {
    if (!entries.isEmpty() && entries.get(0).fourCc() != entry.fourCc()) {
      throw new UnsupportedInMp4Exception(
          "this show changes from %s to %s, which players of MP4 cannot follow; export its parts with --from and --to"
              .formatted(FourCc.text(entries.get(0).fourCc()), FourCc.text(entry.fourCc())));
    }
  }

  /** Of the track: the first description's. */
  int timescale() {
    return entries.get(0).timescale();
  }

  /** Samples of a frame of sound, at the rate of its description; 0 if it does not tell. */
  int frameSamples(ByteBuf buf, int start, int length) {
    return lengths.samples(buf, start, length);
  }

  /** Ticks that a frame of sound lasts, as it says itself; 0 if it does not. */
  long ticks(ByteBuf buf, int start, int length) {
    long samples = lengths.samples(buf, start, length);
    return samples * timescale() / entries.get(current - 1).timescale();
  }
}
