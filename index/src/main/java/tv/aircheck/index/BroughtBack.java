package tv.aircheck.index;

/**
 * That a show is brought back from an archive.
 *
 * @param askedAtMs when it was asked for
 * @param readyAtMs when it can be read, as far as anybody knows
 */
public record BroughtBack(long askedAtMs, long readyAtMs) {}
