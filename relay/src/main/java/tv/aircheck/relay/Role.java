package tv.aircheck.relay;

/** What a node is on this connection. The wire code is part of the protocol. */
public enum Role {
  /** Has takes and serves them. */
  ORIGIN(1),
  /** Subscribes to takes. */
  TAP(2);

  private final int code;

  Role(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** The role of that code, or null. */
  static Role of(int code) {
    return code == 1 ? ORIGIN : code == 2 ? TAP : null;
  }
}
