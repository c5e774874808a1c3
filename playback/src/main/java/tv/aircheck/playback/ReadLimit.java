package tv.aircheck.playback;

/**
 * How much one step may bring.
 *
 * @param bytes about; at least one tag comes
 * @param beforeMs the offset at which a step ends and the next one begins; {@link Long#MAX_VALUE}
 *     without
 * @param oneFrame nothing after the first picture (or sound, where there is no picture)
 */
public record ReadLimit(int bytes, long beforeMs, boolean oneFrame) {
  public static ReadLimit bytes(int bytes) {
    return new ReadLimit(bytes, Long.MAX_VALUE, false);
  }
}
