package tv.aircheck.index;

import java.util.List;

/**
 * A clip to be entered.
 *
 * @param title null for none
 * @param ranges at least one
 */
public record NewClip(
    String id, String broadcastId, String title, long createdAtMs, List<ClipRange> ranges) {
  public NewClip {
    ranges = List.copyOf(ranges);
    if (ranges.isEmpty()) {
      throw new IllegalArgumentException("a clip covers something");
    }
  }
}
