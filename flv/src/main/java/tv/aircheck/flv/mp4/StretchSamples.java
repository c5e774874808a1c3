package tv.aircheck.flv.mp4;

import java.util.List;

/**
 * The samples of a stretch of log and where in it their bytes are: all that the index of an MP4
 * needs of it. About six bytes a sample. Immutable.
 */
public final class StretchSamples {
  private final List<Kind> kinds;
  private final byte[] log;
  private final int count;

  StretchSamples(List<Kind> kinds, byte[] log, int count) {
    this.kinds = List.copyOf(kinds);
    this.log = log;
    this.count = count;
  }

  /** What a sample is of. */
  record Kind(TrackId track, SampleEntry entry) {}

  public int count() {
    return count;
  }

  /** Memory, about. */
  public int bytes() {
    return log.length + kinds.stream().mapToInt(kind -> kind.entry().bytes().length).sum();
  }

  /** From before the first sample. */
  Walk walk() {
    return new Walk();
  }

  /** Goes over the samples, in the order of the log. */
  final class Walk {
    private int at;
    private long end;
    private long start;
    private int size;
    private long ms;
    private int compositionMs;
    private int frameSamples;
    private boolean key;
    private Kind kind;

    /** Moves to the next sample; false behind the last. */
    boolean next() {
      if (at == log.length) {
        return false;
      }
      long head = get();
      key = (head & 1) == 1;
      kind = kinds.get((int) (head >>> 1));
      start = end + get();
      size = (int) get();
      end = start + size;
      ms += signed();
      if (kind.track().video()) {
        compositionMs = (int) signed();
        frameSamples = 0;
      } else {
        compositionMs = 0;
        frameSamples = (int) get();
      }
      return true;
    }

    private long signed() {
      long zigzag = get();
      return zigzag >>> 1 ^ -(zigzag & 1);
    }

    private long get() {
      long value = 0;
      int shift = 0;
      byte next;
      do {
        next = log[at++];
        value |= (long) (next & 0x7F) << shift;
        shift += 7;
      } while (next < 0);
      return value;
    }

    Kind kind() {
      return kind;
    }

    /** Of its first byte, counted from the start of the stretch. */
    long start() {
      return start;
    }

    int size() {
      return size;
    }

    /** As its tag says. */
    long ms() {
      return ms;
    }

    int compositionMs() {
      return compositionMs;
    }

    /** Of sound; 0 if the frame does not tell. */
    int frameSamples() {
      return frameSamples;
    }

    boolean isKey() {
      return key;
    }
  }
}
