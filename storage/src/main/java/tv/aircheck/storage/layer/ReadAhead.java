package tv.aircheck.storage.layer;

/**
 * How far a store is read ahead of those who read on.
 *
 * @param blockBytes what is asked for at once
 * @param blocks so many beyond the one being read
 * @param threads that read ahead
 * @param cacheBytes kept in memory, outside the heap; who finds no room there reads what he needs
 *     and no more
 */
public record ReadAhead(int blockBytes, int blocks, int threads, long cacheBytes) {
  public static final ReadAhead DEFAULT = new ReadAhead(512 << 10, 3, 8, 128L << 20);

  private static final int SMALLEST = 16 << 10;

  public ReadAhead {
    if (blockBytes < SMALLEST || blocks < 0 || threads < 1) {
      throw new IllegalArgumentException(
          "block-bytes is at least 16KiB, blocks at least 0, threads at least 1");
    }
    if (cacheBytes < 0) {
      throw new IllegalArgumentException("cache-bytes is at least 0, which reads nothing ahead");
    }
  }

  int most() {
    return (int) (cacheBytes / blockBytes);
  }
}
