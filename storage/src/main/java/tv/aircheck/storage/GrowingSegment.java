package tv.aircheck.storage;

/**
 * A segment that is being written, as readers of the live edge see it: everything below {@link
 * #writtenBytes()} can be read through {@link Spool#open}. Any thread.
 */
public final class GrowingSegment {
  private final SegmentKey key;
  private final int headBytes;
  private final long startMs;
  private volatile long writtenBytes;
  private volatile boolean growing = true;

  GrowingSegment(SegmentKey key, int headBytes, long startMs, long writtenBytes) {
    this.key = key;
    this.headBytes = headBytes;
    this.startMs = startMs;
    this.writtenBytes = writtenBytes;
  }

  public SegmentKey key() {
    return key;
  }

  /** Bytes of the file before the first byte of the log. */
  public int headBytes() {
    return headBytes;
  }

  /** Timestamp of the first tag. */
  public long startMs() {
    return startMs;
  }

  /** Length of the file as far as whole runs are written; written, not yet synced. */
  public long writtenBytes() {
    return writtenBytes;
  }

  /** The log position up to which this segment can be read. */
  public long writtenEndPosition() {
    return key.startPosition() + Math.max(0, writtenBytes - headBytes);
  }

  /** False once it is sealed or given up: {@link #writtenBytes()} is final then. */
  public boolean isGrowing() {
    return growing;
  }

  void wrote(long bytes) {
    writtenBytes = bytes;
  }

  void ended() {
    growing = false;
  }
}
