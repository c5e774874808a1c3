package tv.aircheck.rtmp.handshake;

/** The user event that tells the session that chunks come next. */
public enum HandshakeDone {
  DONE
}
