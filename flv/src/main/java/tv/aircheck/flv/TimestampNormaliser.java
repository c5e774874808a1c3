package tv.aircheck.flv;

/**
 * Turns what a publisher says the time is into the log's time: the first frame is 0, and no track
 * ever runs backwards.
 *
 * <p>One offset holds for the whole session, so the tracks keep their places beside each other;
 * whether a time makes sense is judged for each track on its own. Only frames set the clock:
 * headers, end marks and data follow it, because encoders stamp them with 0 or with what they like.
 * A track that falls back a little is held at its own last time. A frame further off than {@code
 * jumpMs} means that the publisher's clock began anew: the log goes on {@value #JOIN_MS} ms after
 * its highest time. Frames of the old clock that straggle in after such a jump are still placed by
 * the old offset.
 */
public final class TimestampNormaliser {
  /** About one frame: where the log goes on after a jump. */
  public static final int JOIN_MS = 33;

  private final long jumpMs;
  private final long[] last = {-1, -1, -1};
  private final TimestampUnwrapper clock = new TimestampUnwrapper();
  private boolean started;
  private long offset;
  private long formerOffset;
  private long highest = -1;
  private TimestampRepair repair = TimestampRepair.NONE;

  public TimestampNormaliser(long jumpMs) {
    this.jumpMs = jumpMs;
  }

  /**
   * The log's time of a message; {@link #repair} tells what had to be done to it.
   *
   * @param frame whether it is coded media
   */
  public long next(int type, int raw, boolean frame) {
    repair = TimestampRepair.NONE;
    if (!started && !frame) {
      return 0;
    }
    long in = clock.unwrap(raw);
    if (!started) {
      started = true;
      offset = -in;
      formerOffset = offset;
    }
    int track = track(type);
    long out = Math.max(place(track, in, frame), 0);
    if (out < last[track]) {
      repair = repair == TimestampRepair.NONE && frame ? TimestampRepair.CLAMPED : repair;
      out = last[track];
    }
    last[track] = out;
    highest = Math.max(highest, out);
    return out;
  }

  public TimestampRepair repair() {
    return repair;
  }

  /** What was {@code logMs} is 0 from here on. */
  public void rebase(long logMs) {
    offset -= logMs;
    formerOffset -= logMs;
    highest = Math.max(-1, highest - logMs);
    for (int track = 0; track < last.length; track++) {
      last[track] = Math.max(-1, last[track] - logMs);
    }
  }

  private long place(int track, long in, boolean frame) {
    if (fits(track, in + offset)) {
      return in + offset;
    }
    if (!frame) {
      return highest;
    }
    if (fits(track, in + formerOffset)) {
      return in + formerOffset;
    }
    repair = in + offset < highest ? TimestampRepair.JUMP_BACK : TimestampRepair.JUMP_AHEAD;
    formerOffset = offset;
    offset = highest + JOIN_MS - in;
    return highest + JOIN_MS;
  }

  private boolean fits(int track, long at) {
    return at >= Math.max(last[track], 0) - jumpMs && at <= Math.max(highest, 0) + jumpMs;
  }

  private static int track(int type) {
    return type == TagType.VIDEO ? 0 : type == TagType.AUDIO ? 1 : 2;
  }
}
