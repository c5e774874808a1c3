package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import java.io.IOException;

/** Gets the samples of a stream, track by track, in the order of the log. */
public interface SampleSink {
  /** The configuration of a codec, in force for the samples that follow. */
  void configured(TrackId track, int fourCc, byte[] config) throws IOException;

  /** What the colours of a track mean from the next configuration on. */
  void colored(TrackId track, ColorInfo color);

  /**
   * A frame.
   *
   * @param fourCc 0 for one of Flash's older codecs
   * @param buf borrowed, with the frame's bytes in {@code [start, start + length)}
   */
  void sample(TrackId track, int fourCc, SampleTime time, ByteBuf buf, int start, int length)
      throws IOException;
}
