package tv.aircheck.playback;

import java.nio.file.Path;

/**
 * What to export.
 *
 * @param broadcastId or a clip's id
 * @param fromMs from the keyframe at or before this offset
 * @param toMs up to this offset; {@link Long#MAX_VALUE} for the end
 * @param file replaced when the export is complete, and not before
 */
public record ExportRequest(
    String broadcastId, long fromMs, long toMs, Path file, ExportFormat format) {
  /** All of it. */
  public static ExportRequest whole(String broadcastId, Path file, ExportFormat format) {
    return new ExportRequest(broadcastId, 0, Long.MAX_VALUE, file, format);
  }
}
