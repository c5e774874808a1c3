package tv.aircheck.relay;

/** Why a take began. The wire code is part of the protocol. */
public enum OpenedBy {
  /** A publisher came. */
  PUBLISH(1),
  /** The take before it had become too long. */
  ROLLED(2),
  /** The daily split of a channel that never stops. */
  DAILY(3);

  private final int code;

  OpenedBy(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** What a newer origin may say and this version does not know is read as {@link #PUBLISH}. */
  static OpenedBy of(int code) {
    for (OpenedBy value : values()) {
      if (value.code == code) {
        return value;
      }
    }
    return PUBLISH;
  }
}
