package tv.aircheck.index.access;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import tv.aircheck.index.ChannelName;

/**
 * To which of its shows a channel's address leads somebody. Immutable, pure.
 *
 * @param own to those of which alone such a thing was said
 * @param channels to those of which nothing was said alone, of a channel that is such
 */
public record LedTo(Set<Visibility> own, Set<Visibility> channels) {
  public LedTo {
    own = Set.copyOf(own);
    channels = Set.copyOf(channels);
  }

  /**
   * What they may watch, except what is unlisted by itself: to that, only those who have it in
   * their lists.
   */
  public static LedTo of(Caller caller, ChannelName channel) {
    return new LedTo(
        those(v -> caller.may(v == Visibility.UNLISTED ? Action.LIST : Action.WATCH, channel, v)),
        those(v -> caller.may(Action.WATCH, channel, v)));
  }

  private static Set<Visibility> those(Predicate<Visibility> which) {
    Set<Visibility> all = EnumSet.allOf(Visibility.class);
    all.removeIf(which.negate());
    return all;
  }

  public boolean contains(Visibility ofItself, Visibility ofItsChannel) {
    return ofItself == null ? channels.contains(ofItsChannel) : own.contains(ofItself);
  }
}
