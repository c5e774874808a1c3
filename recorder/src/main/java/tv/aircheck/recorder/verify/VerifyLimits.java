package tv.aircheck.recorder.verify;

/**
 * How much a verification may ask of the store.
 *
 * @param threads objects read at once
 */
public record VerifyLimits(int threads, ReadRate rate) {
  public static final VerifyLimits DEFAULT = new VerifyLimits(4, ReadRate.FREE);
}
