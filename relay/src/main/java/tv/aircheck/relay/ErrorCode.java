package tv.aircheck.relay;

/** What an ERROR frame complains about. The wire code is part of the protocol. */
public enum ErrorCode {
  /** A frame that is malformed, out of order, or contradicts an earlier one. */
  PROTOCOL(1),
  /** The two ends speak different major versions. */
  VERSION(2),
  /** The other end does not know the shared secret. */
  AUTH(3),
  /** A frame or a count is larger than this end accepts, or DATA came without credit. */
  LIMIT(4),
  /** Nothing was heard from the other end for its idle limit, or the handshake took too long. */
  IDLE(5),
  /** This end has no room for another connection now. */
  BUSY(6),
  /** This end is shutting down. */
  SHUTDOWN(7),
  /** A newer connection of the same node took the place of this one. */
  REPLACED(8),
  /** A fault of this end, not of the other. */
  INTERNAL(9),
  /** A code that this version does not know. */
  UNKNOWN(0);

  private final int code;

  ErrorCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static ErrorCode of(int code) {
    for (ErrorCode value : values()) {
      if (value.code == code) {
        return value;
      }
    }
    return UNKNOWN;
  }
}
