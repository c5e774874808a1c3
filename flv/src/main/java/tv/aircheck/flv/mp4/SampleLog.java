package tv.aircheck.flv.mp4;

/**
 * The samples of a track, in the order of decoding: a few bytes each, about 40 MB for a day of
 * picture at 60 a second with its sound. One thread at a time.
 */
public final class SampleLog {
  private static final int KEY = 1;
  private static final int SAME_STEP = 2;
  private static final int SAME_COMPOSITION = 4;
  private static final int SIZE_SHIFT = 3;

  private final NumberLog log = new NumberLog();
  private int count;
  private long first;
  private long last;
  private long step;
  private int composition;

  /**
   * Adds a sample.
   *
   * @param decodedAt ticks, more than those of the sample before
   * @param newComposition ticks from decoding to being shown
   * @param size in bytes
   */
  public void add(long decodedAt, int newComposition, int size, boolean key) {
    if (count == 0) {
      first = decodedAt;
      last = decodedAt;
    }
    long newStep = decodedAt - last;
    boolean sameStep = newStep == step;
    boolean sameComposition = newComposition == composition;
    long head = (long) size << SIZE_SHIFT | (key ? KEY : 0);
    log.add(head | (sameStep ? SAME_STEP : 0) | (sameComposition ? SAME_COMPOSITION : 0));
    if (!sameStep) {
      log.add(newStep);
    }
    if (!sameComposition) {
      log.addSigned(newComposition);
    }
    step = newStep;
    composition = newComposition;
    last = decodedAt;
    count++;
  }

  public int count() {
    return count;
  }

  /** When the first sample is decoded, in ticks. */
  public long first() {
    return first;
  }

  /** When the last sample is decoded, in ticks. */
  public long last() {
    return last;
  }

  /** How long the last sample but one was, in ticks; 0 if there is none. */
  public long lastStep() {
    return count > 1 ? step : 0;
  }

  /** From before the first sample. */
  public Walk walk() {
    return new Walk();
  }

  /** Goes over the samples. */
  public final class Walk {
    private final NumberLog.Walk numbers = log.walk();
    private int seen;
    private long decoded = first;
    private long stepped;
    private int composed;
    private long head;

    private Walk() {}

    /** Moves to the next sample; false behind the last. */
    public boolean next() {
      if (seen == count) {
        return false;
      }
      seen++;
      head = numbers.next();
      if ((head & SAME_STEP) == 0) {
        stepped = numbers.next();
      }
      if ((head & SAME_COMPOSITION) == 0) {
        composed = (int) numbers.nextSigned();
      }
      decoded += stepped;
      return true;
    }

    /** Ticks. */
    public long decodedAt() {
      return decoded;
    }

    /** Ticks since the sample before. */
    public long step() {
      return stepped;
    }

    /** Ticks. */
    public int composition() {
      return composed;
    }

    public int size() {
      return (int) (head >>> SIZE_SHIFT);
    }

    public boolean isKey() {
      return (head & KEY) != 0;
    }
  }
}
