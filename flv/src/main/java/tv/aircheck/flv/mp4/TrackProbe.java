package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import tv.aircheck.flv.codec.AudioFormat;
import tv.aircheck.flv.codec.FourCc;
import tv.aircheck.flv.codec.VideoFormat;

/**
 * Finds out what the default tracks of a stream are, by their first samples: one that is announced
 * and never comes is none, as players would wait for it. One thread at a time.
 */
public final class TrackProbe implements SampleSink {
  private final Kind video = new Kind(true);
  private final Kind audio = new Kind(false);

  /** What is known of a kind so far. */
  private static final class Kind {
    private static final byte[] NONE = {};

    private final boolean video;
    private byte[] config = NONE;
    private ColorInfo color;
    private InitTrack found;
    private UnsupportedInMp4Exception refused;
    private boolean awaitsKeyframe;

    Kind(boolean video) {
      this.video = video;
    }

    void sample(int fourCc, byte[] head) {
      CodecSetup setup = new CodecSetup(fourCc, config, head, color);
      if (!setup.isComplete()) {
        return;
      }
      try {
        found = new InitTrack(video, SampleEntry.of(setup), codec(setup), config);
      } catch (UnsupportedInMp4Exception e) {
        refused = e;
      }
    }

    private static String codec(CodecSetup setup) {
      int fourCc = setup.fourCc();
      return switch (fourCc) {
        case FourCc.AVC, FourCc.HEVC, FourCc.AV1 -> VideoFormat.of(fourCc, setup.config()).codec();
        case FourCc.VP9 -> VideoFormat.of(fourCc, VideoEntry.vpConfig(setup)).codec();
        default -> AudioFormat.of(fourCc, setup.config()).codec();
      };
    }
  }

  @Override
  public void configured(TrackId track, int fourCc, byte[] config) {
    if (track.number() == 0) {
      kind(track).config = config;
    }
  }

  @Override
  public void colored(TrackId track, ColorInfo color) {
    if (track.number() == 0) {
      kind(track).color = color;
    }
  }

  @Override
  public void sample(
      TrackId track, int fourCc, SampleTime time, ByteBuf buf, int start, int length) {
    Kind kind = kind(track);
    if (track.number() != 0 || kind.found != null || kind.refused != null) {
      return;
    }
    // Only its keyframes say how large a picture of VP9 is.
    kind.awaitsKeyframe = fourCc == FourCc.VP9 && !time.key();
    if (!kind.awaitsKeyframe) {
      int head = Math.min(length, CodecSetup.FRAME_HEAD);
      kind.sample(fourCc, ByteBufUtil.getBytes(buf, start, head));
    }
  }

  private Kind kind(TrackId track) {
    return track.video() ? video : audio;
  }

  /** There is a picture of which only its next keyframe says what it is. */
  public boolean awaitsKeyframe() {
    return video.awaitsKeyframe;
  }

  /** Nothing more is to be learnt. */
  public boolean isFull() {
    return video.found != null && audio.found != null;
  }

  /**
   * What there is, picture before sound; empty if nothing came that can be decoded.
   *
   * @throws UnsupportedInMp4Exception if MP4 can carry none of it
   */
  public List<InitTrack> tracks() throws UnsupportedInMp4Exception {
    List<InitTrack> tracks = new ArrayList<>();
    for (Kind kind : List.of(video, audio)) {
      if (kind.found != null) {
        tracks.add(kind.found);
      }
    }
    for (Kind kind : List.of(video, audio)) {
      if (tracks.isEmpty() && kind.refused != null) {
        throw kind.refused;
      }
    }
    return tracks;
  }
}
