package tv.aircheck.relay;

/** Why a take ended. The wire code is part of the protocol. */
public enum EndReason {
  /** The publisher said that it is done. */
  UNPUBLISHED(1),
  /** The publisher's connection went away. */
  DISCONNECTED(2),
  /** The publisher sent nothing for too long. */
  IDLE(3),
  /** The same publisher came back while its old session hung; the new one is another take. */
  TAKEN_OVER(4),
  /** The take had become too long; the next one goes on at the same keyframe. */
  ROLLED(5),
  /** The daily split of a channel that never stops; the next take goes on at the same keyframe. */
  DAILY(6),
  /** The origin cut the publisher off: it broke a limit or a rule. */
  REFUSED(7),
  /** The origin is shutting down. */
  SHUTDOWN(8),
  /** The origin cannot say more than that the take is over. */
  LOST(9);

  private final int code;

  EndReason(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** What a newer origin may say and this version does not know is read as {@link #LOST}. */
  static EndReason of(int code) {
    for (EndReason value : values()) {
      if (value.code == code) {
        return value;
      }
    }
    return LOST;
  }
}
