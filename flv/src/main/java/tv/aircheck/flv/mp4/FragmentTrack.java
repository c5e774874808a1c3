package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tv.aircheck.flv.codec.FrameLength;

/**
 * The samples of one track of a fragment. Those that are coded otherwise than the track says are
 * left out, and so are pictures that nothing before them in the fragment lets decode, where a
 * keyframe comes later. Holds slices of what it was given until they are taken or released. One
 * thread at a time.
 */
final class FragmentTrack {
  private final InitTrack track;
  private final FrameLength lengths;
  private final List<SampleTime> times = new ArrayList<>();
  private final List<ByteBuf> payloads = new ArrayList<>();
  private long[] frames = new long[64];
  private byte[] unproven;
  private boolean foreign;

  FragmentTrack(InitTrack track) {
    this.track = track;
    this.lengths = FrameLength.of(track.entry().fourCc(), track.config());
  }

  InitTrack track() {
    return track;
  }

  boolean isEmpty() {
    return times.isEmpty();
  }

  List<SampleTime> times() {
    return times;
  }

  void configured(byte[] config) {
    boolean same = Arrays.equals(config, track.config());
    unproven = same ? null : config;
    foreign = false;
  }

  void add(int fourCc, SampleTime time, ByteBuf buf, int start, int length) {
    if (unproven != null) {
      byte[] head = ByteBufUtil.getBytes(buf, start, Math.min(length, CodecSetup.FRAME_HEAD));
      foreign = !isDescribed(new CodecSetup(fourCc, unproven, head, null));
      unproven = null;
    }
    if (foreign || fourCc != track.entry().fourCc()) {
      return;
    }
    if (frames.length == times.size()) {
      frames = Arrays.copyOf(frames, 2 * frames.length);
    }
    frames[times.size()] = track.video() ? 0 : lengths.samples(buf, start, length);
    times.add(time);
    payloads.add(buf.retainedSlice(start, length));
  }

  /** Other bytes may say the same. */
  private boolean isDescribed(CodecSetup setup) {
    try {
      return SampleEntry.of(setup).equals(track.entry());
    } catch (UnsupportedInMp4Exception e) {
      return false;
    }
  }

  /** To be called once, when all samples are there. */
  void dropUndecodable() {
    int first = 0;
    while (first < times.size() && !times.get(first).key()) {
      first++;
    }
    if (first > 0 && first < times.size()) {
      payloads.subList(0, first).forEach(ByteBuf::release);
      payloads.subList(0, first).clear();
      times.subList(0, first).clear();
      frames = Arrays.copyOfRange(frames, first, frames.length);
    }
  }

  /** When each sample is decoded, in ticks that go up. */
  long[] decodedAt() {
    long[] ms = times.stream().mapToLong(SampleTime::decodedMs).toArray();
    if (!track.video()) {
      return SoundClock.ticks(ms, frames, track.timescale());
    }
    long[] ticks = new long[ms.length];
    for (int i = 0; i < ms.length; i++) {
      long told = TrackClock.ticks(ms[i], track.timescale());
      ticks[i] = i == 0 ? told : Math.max(told, ticks[i - 1] + 1);
    }
    return ticks;
  }

  /** How long the last sample is, in ticks, if it tells itself; else 0. */
  long lastFrame() {
    return frames[times.size() - 1];
  }

  /** The bytes of each sample, which now belong to the caller. */
  List<ByteBuf> take() {
    List<ByteBuf> taken = List.copyOf(payloads);
    payloads.clear();
    return taken;
  }

  int size(int sample) {
    return payloads.get(sample).readableBytes();
  }

  void release() {
    payloads.forEach(ByteBuf::release);
    payloads.clear();
  }
}
