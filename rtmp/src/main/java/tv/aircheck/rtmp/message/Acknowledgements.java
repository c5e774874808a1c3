package tv.aircheck.rtmp.message;

/**
 * Tells the peer how much has arrived, twice per window: some clients stop sending without it. One
 * that names no window is told every {@link #DEFAULT_WINDOW} bytes.
 */
public final class Acknowledgements {
  private static final long DEFAULT_WINDOW = 2_500_000;

  private long window = DEFAULT_WINDOW;
  private long acknowledged;

  /** The peer named a window; nonsense is ignored. */
  public void window(long bytes) {
    if (bytes > 0) {
      window = bytes;
    }
  }

  /** What to send now; null if it is too early. */
  public Acknowledgement due(long received) {
    if (received - acknowledged < (window + 1) / 2) {
      return null;
    }
    acknowledged = received;
    return new Acknowledgement(received);
  }
}
