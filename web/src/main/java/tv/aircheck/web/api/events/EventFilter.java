package tv.aircheck.web.api.events;

import java.util.Set;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.access.Action;
import tv.aircheck.index.access.Caller;

/**
 * What somebody who listens wants, and may know.
 *
 * @param channel null for any
 * @param broadcast its id; null for any
 * @param types null for all
 */
record EventFilter(Caller caller, ChannelName channel, String broadcast, Set<EventType> types) {
  boolean passes(Event event) {
    if (event.type() == EventType.RESET) {
      return true;
    }
    return (types == null || types.contains(event.type()))
        && (channel == null || channel.equals(event.show().channel()))
        && (broadcast == null || broadcast.equals(event.show().id()))
        && mayKnow(event.show());
  }

  /** Of what it can name, a listener may know as much as a viewer; of others, what lists say. */
  private boolean mayKnow(BroadcastRow show) {
    boolean named = broadcast != null || (channel != null && show.visibility().own() == null);
    return caller.may(
        named ? Action.WATCH : Action.LIST, show.channel(), show.visibility().effective());
  }
}
