package tv.aircheck.recorder.manifest;

import tv.aircheck.index.BroadcastMark;
import tv.aircheck.index.BroadcastVisibility;
import tv.aircheck.index.ChannelName;

/**
 * What a manifest says of its broadcast as a whole.
 *
 * @param revision counted from 1; the highest counts
 * @param previous the SHA-256 of the revision before, in hex; null for the first, and where it is
 *     not known
 * @param clipped it was deleted, and only what its clips cover is left
 */
public record ManifestHeader(
    String broadcastId,
    int revision,
    String previous,
    ChannelName channel,
    long startedAtMs,
    long endedAtMs,
    Typed typed,
    boolean clipped) {

  /**
   * What people said about it.
   *
   * @param title may be null
   * @param channelTitle of the channel, when this was written; may be null
   * @param visibility who gets to see it, and its channel, when this was written
   * @param mark that it is to be deleted, by them or by a rule of theirs; null where it is not
   */
  public record Typed(
      String title,
      boolean locked,
      String channelTitle,
      BroadcastVisibility visibility,
      BroadcastMark mark) {}
}
