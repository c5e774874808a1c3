package tv.aircheck.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The channels that somebody publishes or watches. Thread-safe; none is forgotten while somebody
 * takes hold of it.
 */
final class Channels {
  private final ConcurrentMap<String, LiveChannel> channels = new ConcurrentHashMap<>();

  /** Does something short with a channel, which is made if there is none. */
  <T> T with(String app, String name, Function<LiveChannel, T> action) {
    List<T> result = new ArrayList<>(1);
    channels.compute(
        LiveChannel.id(app, name),
        (id, known) -> {
          LiveChannel channel = known == null ? new LiveChannel(app, name) : known;
          result.add(action.apply(channel));
          return channel;
        });
    return result.get(0);
  }

  /** Does something short with a channel; null if there is none. */
  <T> T withKnown(String app, String name, Function<LiveChannel, T> action) {
    List<T> result = new ArrayList<>(1);
    channels.computeIfPresent(
        LiveChannel.id(app, name),
        (id, channel) -> {
          result.add(action.apply(channel));
          return channel;
        });
    return result.isEmpty() ? null : result.get(0);
  }

  LiveChannel get(String app, String name) {
    return channels.get(LiveChannel.id(app, name));
  }

  List<LiveChannel> all() {
    return new ArrayList<>(channels.values());
  }

  void forgetIf(Predicate<LiveChannel> forgettable) {
    for (String id : channels.keySet()) {
      channels.computeIfPresent(id, (key, channel) -> forgettable.test(channel) ? null : channel);
    }
  }
}
