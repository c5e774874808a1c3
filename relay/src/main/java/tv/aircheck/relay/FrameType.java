package tv.aircheck.relay;

/** The frames of the protocol and their codes on the wire; {@code PROTOCOL.md} has the layouts. */
public enum FrameType {
  HELLO(0x01),
  CHALLENGE(0x02),
  PROOF(0x03),
  WELCOME(0x04),
  SUBSCRIBE(0x10),
  TAKE_OPEN(0x20),
  TAKE_GONE(0x21),
  DATA(0x22),
  MARK(0x23),
  TAKE_END(0x24),
  GAP(0x25),
  ACK(0x30),
  CREDIT(0x31),
  PING(0x40),
  PONG(0x41),
  REDIRECT(0x50),
  LOAD(0x51),
  ERROR(0x7F);

  private static final FrameType[] BY_CODE = new FrameType[256];

  static {
    for (FrameType type : values()) {
      BY_CODE[type.code] = type;
    }
  }

  private final int code;

  FrameType(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** A receiver that does not know such a frame may skip it. */
  boolean ignorable() {
    return this == REDIRECT || this == LOAD;
  }

  /** May come before WELCOME. */
  boolean allowedInHandshake() {
    return code <= WELCOME.code || this == ERROR;
  }

  /** The type of that code, or null. */
  static FrameType of(int code) {
    return BY_CODE[code];
  }
}
