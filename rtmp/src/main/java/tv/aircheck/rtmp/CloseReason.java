package tv.aircheck.rtmp;

/** Why a publisher or a connection is gone. */
public record CloseReason(Kind kind, String words) {
  /** What happened. */
  public enum Kind {
    /** The publisher said so: FCUnpublish, deleteStream, closeStream. */
    UNPUBLISHED,
    /** The connection ended or broke. */
    DISCONNECTED,
    /** Nothing came for too long. */
    IDLE,
    /** The peer broke the protocol or a limit. */
    PROTOCOL,
    /** The application closed it. */
    CLOSED,
    /** The server stops. */
    SHUTDOWN
  }

  @Override
  public String toString() {
    return kind + ": " + words;
  }
}
