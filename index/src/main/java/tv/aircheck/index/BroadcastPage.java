package tv.aircheck.index;

import java.util.List;

/**
 * A page of broadcasts, newest first.
 *
 * @param next the cursor of the page after this one; null when this is the last
 */
public record BroadcastPage(List<BroadcastRow> rows, String next) {
  /** The cursor of a page that begins behind a row, for those who go only a part of a page. */
  public static String behind(BroadcastRow row) {
    return BroadcastCursor.after(row).word();
  }
}
