package tv.aircheck.index;

/**
 * What went to the store in a minute.
 *
 * @param backlogBytes what waited when it was last looked at in that minute; null when nobody did
 */
public record UploadMinute(long startedAtMs, long segments, long bytes, Long backlogBytes) {
  public static final long MS = 60_000;
}
