package tv.aircheck.index;

import java.util.List;

/**
 * A page of clips, newest first.
 *
 * @param next the cursor of the page after this one; null when this is the last
 */
public record ClipPage(List<ClipRow> rows, String next) {
  /** The cursor of a page that begins behind a row, for those who go only a part of a page. */
  public static String behind(ClipRow row) {
    return new BroadcastCursor(row.createdAtMs(), row.id()).word();
  }
}
