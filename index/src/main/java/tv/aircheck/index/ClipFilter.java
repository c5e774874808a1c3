package tv.aircheck.index;

/**
 * Which clips to list; null means "any".
 *
 * @param marked those that are marked for deletion, instead of those that are not
 */
public record ClipFilter(ChannelName channel, String broadcastId, boolean marked) {
  /** All but those that are marked. */
  public static ClipFilter all() {
    return new ClipFilter(null, null, false);
  }

  public ClipFilter of(ChannelName channel) {
    return new ClipFilter(channel, broadcastId, marked);
  }

  public ClipFilter ofBroadcast(String broadcastId) {
    return new ClipFilter(channel, broadcastId, marked);
  }

  public ClipFilter deleted(boolean wanted) {
    return new ClipFilter(channel, broadcastId, wanted);
  }
}
