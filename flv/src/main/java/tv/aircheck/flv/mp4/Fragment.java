package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads moof boxes. A run that says neither where nor when it is goes on behind the one before, so
 * this remembers where each track stands.
 */
final class Fragment {
  private static final int MOST_SAMPLES = 1 << 18;

  private final Map<Integer, FragmentSamples.Defaults> defaults;
  private final Map<Integer, Long> clocks = new HashMap<>();

  /** With what the trex boxes of a moov say. */
  Fragment(Map<Integer, FragmentSamples.Defaults> defaults) {
    this.defaults = defaults;
  }

  /** Gets the samples of each track. */
  interface Target {
    void add(int trackId, List<SourceSample> samples) throws CorruptMp4Exception;
  }

  /**
   * @param start of the moof box in the file
   */
  void read(ByteBuf buf, BoxCursor moof, long start, Target target) throws CorruptMp4Exception {
    BoxCursor boxes = new BoxCursor(buf, moof);
    while (boxes.next()) {
      if (boxes.is("traf")) {
        readTrack(buf, boxes, start, target);
      }
    }
  }

  private void readTrack(ByteBuf buf, BoxCursor traf, long start, Target target)
      throws CorruptMp4Exception {
    BoxCursor boxes = new BoxCursor(buf, traf);
    if (!boxes.find("tfhd")) {
      throw new CorruptMp4Exception("a traf box without tfhd");
    }
    Header header = Header.of(buf, boxes, start, defaults);
    long clock = clocks.getOrDefault(header.trackId, 0L);
    long following = header.base;
    List<SourceSample> samples = new ArrayList<>();
    while (boxes.next()) {
      if (boxes.is("tfdt")) {
        boxes.require(Box.FULL + 4);
        boolean wide = buf.getByte(boxes.start()) == 1;
        boxes.require(Box.FULL + (wide ? 8 : 4));
        int at = boxes.start() + Box.FULL;
        clock = wide ? buf.getLong(at) : buf.getUnsignedInt(at);
      } else if (boxes.is("trun")) {
        FragmentSamples run =
            new FragmentSamples(buf, boxes, header.defaults, clock, header.base, following);
        SourceSample sample = run.next();
        while (sample != null) {
          if (samples.size() == MOST_SAMPLES) {
            throw new CorruptMp4Exception("a fragment of more than " + MOST_SAMPLES + " samples");
          }
          samples.add(sample);
          sample = run.next();
        }
        clock = run.decodedAt();
        following = run.offset();
      }
    }
    clocks.put(header.trackId, clock);
    target.add(header.trackId, samples);
  }

  private record Header(int trackId, long base, FragmentSamples.Defaults defaults) {
    static Header of(
        ByteBuf buf, BoxCursor box, long start, Map<Integer, FragmentSamples.Defaults> known)
        throws CorruptMp4Exception {
      box.require(Box.FULL + 4);
      int flags = buf.getMedium(box.start() + 1) & 0xFFFFFF;
      box.require(Box.FULL + 4 + ((flags & 1) == 0 ? 0 : 8) + 4 * Integer.bitCount(flags & 0x3A));
      int at = box.start() + Box.FULL;
      int trackId = buf.getInt(at);
      at += 4;
      FragmentSamples.Defaults before = known.get(trackId);
      if (before == null) {
        throw new CorruptMp4Exception("a fragment of track " + trackId + ", which is none");
      }
      long base = start;
      if ((flags & 1) != 0) {
        base = buf.getLong(at);
        at += 8;
      }
      long[] values = {before.description(), before.duration(), before.size(), before.flags()};
      int[] bits = {2, 8, 0x10, 0x20};
      for (int i = 0; i < bits.length; i++) {
        if ((flags & bits[i]) != 0) {
          values[i] = buf.getUnsignedInt(at);
          at += 4;
        }
      }
      int description = (int) Math.min(values[0], Integer.MAX_VALUE);
      return new Header(
          trackId,
          base,
          new FragmentSamples.Defaults(values[1], values[2], (int) values[3], description));
    }
  }
}
