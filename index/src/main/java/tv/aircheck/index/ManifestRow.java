package tv.aircheck.index;

/**
 * What is known of a broadcast's manifest.
 *
 * @param revision of the one in the store; 0 when none is written yet
 * @param sha256 of it, in hex; null when none is written yet
 * @param changes of the broadcast so far, counted
 * @param writtenChanges how many of them the written one knows
 */
public record ManifestRow(
    String broadcastId,
    int revision,
    String sha256,
    long bytes,
    long writtenAtMs,
    long changes,
    long writtenChanges) {

  /** Something has changed since it was written. */
  public boolean isDue() {
    return changes != writtenChanges;
  }
}
