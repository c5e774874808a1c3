package tv.aircheck.index;

import java.util.List;

/**
 * A page of clips, newest first.
 *
 * @param next the cursor of the page after this one; null when this is the last
 */
public record ClipPage(List<ClipRow> rows, String next) {}
