package tv.aircheck.playback;

/** Follows an export. */
@FunctionalInterface
public interface ExportProgress {
  /**
   * Called often, on the exporting thread.
   *
   * @param bytes written so far
   * @return false to stop; nothing of the file is left then
   */
  boolean wrote(long doneMs, long totalMs, long bytes);
}
