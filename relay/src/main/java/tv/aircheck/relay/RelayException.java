package tv.aircheck.relay;

/**
 * The connection cannot go on: this end found a fault in what the other sent, or the other end said
 * so in an ERROR frame. Reaches as far as the connection.
 */
public final class RelayException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final boolean fromPeer;

  private RelayException(ErrorCode code, String words, boolean fromPeer) {
    super(words);
    this.code = code;
    this.fromPeer = fromPeer;
  }

  /** A fault found here; the other end is told. */
  public RelayException(ErrorCode code, String words) {
    this(code, words, false);
  }

  /** The other end said so. */
  static RelayException fromPeer(ErrorCode code, String words) {
    return new RelayException(code, words, true);
  }

  public ErrorCode code() {
    return code;
  }

  /** Whether the other end said so, by ERROR. */
  public boolean fromPeer() {
    return fromPeer;
  }
}
