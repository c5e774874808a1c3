package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.List;

/**
 * A track fragment box: the samples of one track, each with what it does not share with the others.
 * The samples' bytes lie one after another.
 */
final class TrackRun {
  private static final int DEFAULT_BASE_IS_MOOF = 0x20000;
  private static final int DEFAULT_DURATION = 0x8;
  private static final int DEFAULT_FLAGS = 0x20;
  private static final int DATA_OFFSET = 0x1;
  private static final int FIRST_FLAGS = 0x4;
  private static final int DURATIONS = 0x100;
  private static final int SIZES = 0x200;
  private static final int FLAGS = 0x400;
  private static final int COMPOSITIONS = 0x800;

  private static final int SYNC = 0x02000000;
  private static final int NOT_SYNC = 0x01010000;

  private final FragmentTrack samples;
  private final InitTrack track;
  private final long[] decodedAt;
  private final int[] durations;
  private final int[] compositions;
  private final boolean evenDurations;
  private final boolean composed;
  private final int keys;

  /**
   * @param samples at least one
   * @param untilMs when the next fragment begins: what pictures are shown up to
   */
  TrackRun(FragmentTrack samples, long untilMs) {
    this.samples = samples;
    this.track = samples.track();
    this.decodedAt = samples.decodedAt();
    this.durations = durations(untilMs);
    this.compositions = compositions();
    this.evenDurations = Arrays.stream(durations).allMatch(d -> d == durations[0]);
    this.composed = Arrays.stream(compositions).anyMatch(c -> c != 0);
    this.keys = (int) samples.times().stream().filter(SampleTime::key).count();
  }

  private int[] durations(long untilMs) {
    int[] ticks = new int[decodedAt.length];
    int last = ticks.length - 1;
    for (int i = 0; i < last; i++) {
      ticks[i] = (int) Math.min(Integer.MAX_VALUE, decodedAt[i + 1] - decodedAt[i]);
    }
    long left = TrackClock.ticks(untilMs, track.timescale()) - decodedAt[last];
    if (samples.lastFrame() > 0) {
      ticks[last] = (int) samples.lastFrame();
    } else if (track.video() && left > 0 && left <= Integer.MAX_VALUE) {
      ticks[last] = (int) left;
    } else {
      long before = last > 0 ? ticks[last - 1] : 0;
      ticks[last] = (int) TrackClock.durationLike(before, track.timescale());
    }
    return ticks;
  }

  /** A picture decoded a moment later than told is still shown when it was to be. */
  private int[] compositions() {
    int[] ticks = new int[decodedAt.length];
    for (int i = 0; track.video() && i < ticks.length; i++) {
      SampleTime time = samples.times().get(i);
      long shownMs = time.decodedMs() + time.compositionMs();
      ticks[i] = (int) (TrackClock.ticks(shownMs, track.timescale()) - decodedAt[i]);
    }
    return ticks;
  }

  private boolean allAlike() {
    return keys == durations.length || keys == 0;
  }

  private boolean onlyFirstIsKey() {
    return keys == 1 && samples.times().get(0).key();
  }

  private int tableFlags() {
    int flags = DATA_OFFSET | SIZES;
    flags |= evenDurations ? 0 : DURATIONS;
    flags |= composed ? COMPOSITIONS : 0;
    if (!allAlike()) {
      flags |= onlyFirstIsKey() ? FIRST_FLAGS : FLAGS;
    }
    return flags;
  }

  /** Of all samples. */
  long mediaBytes() {
    long bytes = 0;
    for (int i = 0; i < durations.length; i++) {
      bytes += samples.size(i);
    }
    return bytes;
  }

  /** Of the box. */
  int size() {
    int flags = tableFlags();
    int header = Box.HEADER + Box.FULL + 4 + (evenDurations ? 4 : 0) + 4;
    int time = Box.HEADER + Box.FULL + 8;
    int each = 4 * Integer.bitCount(flags & (DURATIONS | SIZES | FLAGS | COMPOSITIONS));
    int table = Box.HEADER + Box.FULL + 4 + 4 + ((flags & FIRST_FLAGS) != 0 ? 4 : 0);
    return Box.HEADER + header + time + table + each * durations.length;
  }

  /**
   * @param dataOffset from the begin of the moof box to the track's first sample
   */
  Box box(int dataOffset) {
    return Box.container("traf", List.of(header(), time(), table(dataOffset)));
  }

  private Box header() {
    int flags = DEFAULT_BASE_IS_MOOF | DEFAULT_FLAGS | (evenDurations ? DEFAULT_DURATION : 0);
    return Box.full(
        "tfhd",
        0,
        flags,
        out -> {
          out.writeInt(track.number());
          if (evenDurations) {
            out.writeInt(durations[0]);
          }
          boolean sync = keys == durations.length;
          out.writeInt(sync ? SYNC : NOT_SYNC);
        });
  }

  private Box time() {
    return Box.full("tfdt", 1, 0, out -> out.writeLong(decodedAt[0]));
  }

  private Box table(int dataOffset) {
    int flags = tableFlags();
    return Box.full(
        "trun",
        1,
        flags,
        out -> {
          out.writeInt(durations.length).writeInt(dataOffset);
          if ((flags & FIRST_FLAGS) != 0) {
            out.writeInt(SYNC);
          }
          for (int i = 0; i < durations.length; i++) {
            writeSample(out, flags, i);
          }
        });
  }

  private void writeSample(ByteBuf out, int flags, int sample) {
    if ((flags & DURATIONS) != 0) {
      out.writeInt(durations[sample]);
    }
    out.writeInt(samples.size(sample));
    if ((flags & FLAGS) != 0) {
      out.writeInt(samples.times().get(sample).key() ? SYNC : NOT_SYNC);
    }
    if ((flags & COMPOSITIONS) != 0) {
      out.writeInt(compositions[sample]);
    }
  }
}
