package tv.aircheck.index;

import java.util.List;

/**
 * What was taken to be uploaded now.
 *
 * @param rows in the order in which to begin them
 * @param lastChannel whose turn was last: the next claim begins with the channel after it
 * @param more whether as much may be due again
 */
public record UploadClaim(List<UploadRow> rows, long lastChannel, boolean more) {
  public static final UploadClaim NONE = new UploadClaim(List.of(), 0, false);
}
