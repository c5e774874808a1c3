package tv.aircheck.relay;

/**
 * The handshake of one connection, either end: frames in, frames out, no I/O. {@link RelayPipeline}
 * drives it.
 *
 * <pre>
 * tap     SILENT --start--> HELLO_SENT --CHALLENGE--> PROOF_SENT --WELCOME--> DONE
 * origin  SILENT --HELLO--> CHALLENGE_SENT --PROOF--> DONE
 * </pre>
 *
 * The tap proves itself first, so that an origin tells nothing that depends on the secret to one
 * who may not know it.
 */
public final class RelayHandshake {
  static final int MAJOR = 1;
  static final int MINOR = 0;

  private enum State {
    SILENT,
    HELLO_SENT,
    CHALLENGE_SENT,
    PROOF_SENT,
    DONE
  }

  private final RelayAuth auth;
  private final Introduction self;
  private State state = State.SILENT;
  private Introduction other;

  private RelayHandshake(Role role, String nodeId, RelayLimits limits, RelayAuth auth) {
    this.auth = auth;
    this.self =
        new Introduction(
            MAJOR,
            MINOR,
            role,
            limits.maxDataBytes(),
            (int) limits.idle().toMillis(),
            0,
            auth.nonce(),
            nodeId);
  }

  /** The end that connects. */
  public static RelayHandshake tap(String nodeId, RelayLimits limits, RelayAuth auth) {
    return new RelayHandshake(Role.TAP, nodeId, limits, auth);
  }

  /** The end that accepts. */
  public static RelayHandshake origin(String nodeId, RelayLimits limits, RelayAuth auth) {
    return new RelayHandshake(Role.ORIGIN, nodeId, limits, auth);
  }

  /** What to send as soon as the connection stands; null at the end that waits. */
  Frame start() {
    if (self.role() == Role.ORIGIN) {
      return null;
    }
    state = State.HELLO_SENT;
    return new Frame.Hello(self);
  }

  /** Takes the next frame; what to answer, or null. */
  Frame receive(Frame frame) throws RelayException {
    if (state == State.SILENT && frame instanceof Frame.Hello hello) {
      meet(hello.from(), Role.TAP);
      state = State.CHALLENGE_SENT;
      return new Frame.Challenge(self);
    }
    if (state == State.HELLO_SENT && frame instanceof Frame.Challenge challenge) {
      meet(challenge.from(), Role.ORIGIN);
      state = State.PROOF_SENT;
      return new Frame.Proof(auth.proof(Role.TAP, self, other));
    }
    if (state == State.CHALLENGE_SENT && frame instanceof Frame.Proof proof) {
      if (!proof.mac().equals(auth.proof(Role.TAP, other, self))) {
        throw new RelayException(
            ErrorCode.AUTH,
            "node " + other.nodeId() + " does not know the secret of " + self.nodeId());
      }
      state = State.DONE;
      return new Frame.Welcome(auth.proof(Role.ORIGIN, other, self));
    }
    if (state == State.PROOF_SENT && frame instanceof Frame.Welcome welcome) {
      if (!welcome.mac().equals(auth.proof(Role.ORIGIN, self, other))) {
        throw new RelayException(
            ErrorCode.AUTH, "origin " + other.nodeId() + " does not know the secret itself");
      }
      state = State.DONE;
      return null;
    }
    throw new RelayException(
        ErrorCode.PROTOCOL, frame.type() + " is out of place in the handshake (" + state + ")");
  }

  private void meet(Introduction introduction, Role expected) throws RelayException {
    if (introduction.role() != expected) {
      throw new RelayException(
          ErrorCode.PROTOCOL,
          "node " + introduction.nodeId() + " is no " + expected + " but " + introduction.role());
    }
    other = introduction;
  }

  boolean done() {
    return state == State.DONE;
  }

  /** The other end; only when {@link #done()}. */
  RelayPeer peer() {
    return new RelayPeer(
        other.nodeId(),
        other.role(),
        Math.min(self.minor(), other.minor()),
        other.maxFrameBytes(),
        other.idleMs());
  }
}
