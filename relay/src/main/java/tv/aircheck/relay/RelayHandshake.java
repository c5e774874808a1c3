package tv.aircheck.relay;

/**
 * The handshake of one connection, either end: frames in, frames out, no I/O. {@link RelayPipeline}
 * drives it.
 */
public final class RelayHandshake {
  private RelayHandshake() {}

  /** The end that connects. */
  public static RelayHandshake tap(String nodeId, RelayLimits limits, RelayAuth auth) {
    return new RelayHandshake();
  }

  /** The end that accepts. */
  public static RelayHandshake origin(String nodeId, RelayLimits limits, RelayAuth auth) {
    return new RelayHandshake();
  }
}
