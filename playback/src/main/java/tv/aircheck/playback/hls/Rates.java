package tv.aircheck.playback.hls;

/** How many bits a second a show needs. One thread at a time. */
final class Rates {
  /** What is shorter says little. */
  private static final long SHORTEST_MS = 1_000;

  private static final long BITS_PER_MS = 8_000;

  private long peak;
  private long bytes;
  private long ms;

  void add(Entry entry) {
    long durationMs = entry.name().durationMs();
    if (!entry.gap()) {
      bytes += entry.name().bytes();
      ms += durationMs;
    }
    if (!entry.gap() && durationMs >= SHORTEST_MS) {
      peak = Math.max(peak, entry.name().bytes() * BITS_PER_MS / durationMs);
    }
  }

  Rates fork() {
    Rates fork = new Rates();
    fork.peak = peak;
    fork.bytes = bytes;
    fork.ms = ms;
    return fork;
  }

  /** In the piece that needs the most. */
  long peak() {
    return Math.max(peak, average());
  }

  long average() {
    return ms == 0 ? 0 : bytes * BITS_PER_MS / ms;
  }
}
