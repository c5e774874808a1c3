package tv.aircheck.rtmp;

/**
 * What one peer may send. Sizes are bytes.
 *
 * @param command the largest command or control message
 * @param data the largest data message (onMetaData and the like)
 * @param media the largest audio, video or aggregate message
 * @param partial all messages of a connection that have begun and not ended, together
 * @param perSecond control and command messages per second, with a burst of as many
 * @param outbound what may wait for a slow player before the connection is closed
 */
public record MessageLimits(
    int command, int data, int media, int partial, int perSecond, long outbound) {
  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;

  public static final MessageLimits DEFAULTS =
      new MessageLimits(64 * KIB, 256 * KIB, 10 * MIB, 20 * MIB, 200, 16L * MIB);
}
