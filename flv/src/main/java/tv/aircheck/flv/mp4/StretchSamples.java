package tv.aircheck.flv.mp4;

import java.util.List;

/**
 * The samples of a stretch of log and where in it their bytes are: all that the index of an MP4
 * needs of it. About six bytes a sample. Immutable.
 */
public final class StretchSamples {
  private final List<Kind> kinds;
  private final NumberLog log;
  private final int count;

  /**
   * @param log to which nothing is added any more
   */
  StretchSamples(List<Kind> kinds, NumberLog log, int count) {
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
    return log.bytes() + kinds.stream().mapToInt(kind -> kind.entry().bytes().length).sum();
  }

  /** From before the first sample. */
  Walk walk() {
    return new Walk();
  }

  /** Goes over the samples, in the order of the log. */
  final class Walk {
    private final NumberLog.Walk numbers = log.walk();
    private int seen;
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
      if (seen == count) {
        return false;
      }
      seen++;
      long head = numbers.next();
      key = (head & 1) == 1;
      kind = kinds.get((int) (head >>> 1));
      start = end + numbers.next();
      size = (int) numbers.next();
      end = start + size;
      ms += numbers.nextSigned();
      if (kind.track().video()) {
        compositionMs = (int) numbers.nextSigned();
        frameSamples = 0;
      } else {
        compositionMs = 0;
        frameSamples = (int) numbers.next();
      }
      return true;
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
