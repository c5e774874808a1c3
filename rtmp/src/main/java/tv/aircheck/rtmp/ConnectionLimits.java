package tv.aircheck.rtmp;

/** How many connections a server holds at once, and what each may have open. */
public record ConnectionLimits(int total, int perAddress, int messageStreams, int chunkStreams) {
  public static final ConnectionLimits DEFAULTS = new ConnectionLimits(10_000, 1_000, 8, 32);
}
