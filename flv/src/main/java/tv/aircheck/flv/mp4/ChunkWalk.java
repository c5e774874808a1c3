package tv.aircheck.flv.mp4;

/** Walks over the samples of chunks: which chunk each is in, and with which description. */
final class ChunkWalk {
  private final Table runs;
  private final Table offsets;
  private int run = -1;
  private int chunk = -1;
  private long left;
  private long offset;

  ChunkWalk(Table runs, Table offsets) {
    this.runs = runs;
    this.offsets = offsets;
  }

  /**
   * Moves to the next sample.
   *
   * @param size in bytes
   * @return its offset in the file
   */
  long next(int size) throws CorruptMp4Exception {
    while (left == 0) {
      chunk++;
      if (chunk >= offsets.count()) {
        throw new CorruptMp4Exception("there are more samples than the chunks hold");
      }
      boolean nextRun = run + 1 < runs.count() && runs.unsigned(run + 1, 0) == chunk + 1;
      if (nextRun) {
        run++;
      }
      if (run < 0) {
        throw new CorruptMp4Exception("the first chunk is in no run of stsc");
      }
      left = runs.unsigned(run, 1);
      offset = offsets.wide(chunk);
    }
    left--;
    long at = offset;
    offset += size;
    return at;
  }

  int description() {
    return (int) Math.min(runs.unsigned(run, 2), Integer.MAX_VALUE);
  }
}
