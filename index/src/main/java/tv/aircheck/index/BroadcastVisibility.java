package tv.aircheck.index;

import tv.aircheck.index.access.Visibility;

/**
 * Who gets to see a broadcast.
 *
 * @param own what was said of it alone; null: its channel's holds
 * @param channels its channel's
 */
public record BroadcastVisibility(Visibility own, Visibility channels) {
  /** What holds. */
  public Visibility effective() {
    return own == null ? channels : own;
  }
}
