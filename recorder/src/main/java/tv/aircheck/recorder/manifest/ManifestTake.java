package tv.aircheck.recorder.manifest;

/**
 * A take as a manifest says it; the fields mean what they mean in the index.
 *
 * @param previousTake may be null
 */
public record ManifestTake(
    String id,
    String origin,
    String openedBy,
    String previousTake,
    long startedAtMs,
    long endedAtMs,
    String endReason) {}
