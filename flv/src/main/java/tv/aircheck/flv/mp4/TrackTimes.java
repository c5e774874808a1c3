package tv.aircheck.flv.mp4;

/** When the samples of one track are, and what its tables will say of that. */
final class TrackTimes {
  private final boolean video;
  private final int timescale;
  private final TrackClock clock;
  private final SampleLog samples = new SampleLog();
  private long firstShown;
  private long shownUntil;
  private long lastFrame;

  TrackTimes(boolean video, int timescale) {
    this.video = video;
    this.timescale = timescale;
    this.clock = new TrackClock(timescale);
  }

  /**
   * Adds a sample.
   *
   * @param frameTicks how long a frame of sound is, as it says itself; 0 if it does not
   * @param size in bytes
   */
  void add(SampleTime time, long frameTicks, int size) {
    lastFrame = video ? 0 : frameTicks;
    long decodedAt = clock.at(time.decodedMs(), lastFrame);
    // A picture decoded a moment later than told is still shown when it was to be.
    long shownMs = time.decodedMs() + time.compositionMs();
    long shownAt = video ? TrackClock.ticks(shownMs, timescale) : decodedAt;
    boolean first = samples.count() == 0;
    firstShown = first ? shownAt : firstShown;
    shownUntil = first ? shownAt : Math.max(shownUntil, shownAt);
    samples.add(decodedAt, (int) (shownAt - decodedAt), size, time.key());
  }

  /** When the first sample is shown. */
  long firstShownMs() {
    return Math.floorDiv(firstShown * 1000, (long) timescale);
  }

  /** Nothing may be added after. */
  SampleTables tables(ChunkLog chunks) {
    return new SampleTables(samples, chunks, lastTicks());
  }

  /** The last sample is as long as it says, or as the one before. */
  private long lastTicks() {
    if (lastFrame > 0) {
      return lastFrame;
    }
    return TrackClock.durationLike(samples.lastStep(), timescale);
  }

  EditList edits(long originMs, long endMs) {
    long until = shownUntil + lastTicks();
    return EditList.of(
        originMs, endMs, new EditList.Reach(samples.first(), firstShown, until, timescale));
  }
}
