package tv.aircheck.rtmp.message;

/**
 * Tells the peer how much has arrived, twice per window that it has named: some clients stop
 * sending without it. One that has named none gets by with the window of {@link
 * PeerBandwidth#UNBOUNDED}.
 */
public final class Acknowledgements {
  private long window = PeerBandwidth.UNBOUNDED.bytes();
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
