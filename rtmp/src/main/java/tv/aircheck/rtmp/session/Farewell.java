package tv.aircheck.rtmp.session;

import tv.aircheck.rtmp.CloseReason.Kind;
import tv.aircheck.rtmp.StatusCode;

/** The status code that goes with an end that the server brings about by itself. */
final class Farewell {
  private Farewell() {}

  /**
   * Null where the protocol has no word for it, or where a word would keep encoders from coming
   * back.
   */
  static String code(Kind kind, Liveness.Phase phase) {
    return switch (kind) {
      case PROTOCOL ->
          switch (phase) {
            case HANDSHAKE -> null;
            case CONNECT -> StatusCode.CONNECT_REJECTED;
            case IDLE -> StatusCode.CONNECT_CLOSED;
            case PUBLISHING -> StatusCode.PUBLISH_REJECTED;
            case PLAYING -> StatusCode.PLAY_FAILED;
          };
      case IDLE ->
          switch (phase) {
            case HANDSHAKE -> null;
            case PUBLISHING -> StatusCode.PUBLISH_IDLE;
            default -> StatusCode.CONNECT_IDLE_TIMEOUT;
          };
      default -> null;
    };
  }
}
