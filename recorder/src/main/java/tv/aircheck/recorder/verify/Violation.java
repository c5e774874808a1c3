package tv.aircheck.recorder.verify;

/**
 * Something the books contradict.
 *
 * @param subject take, broadcast or key
 */
public record Violation(Invariant invariant, String subject, String words) {}
