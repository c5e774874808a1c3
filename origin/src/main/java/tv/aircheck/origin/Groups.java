package tv.aircheck.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The durable groups of recorders that takes are held for, and how long each has been away.
 * Thread-safe.
 */
final class Groups {
  /**
   * @param here connections of its recorders: a new one may come before the one it replaces has
   *     gone
   * @param awaySinceTickMs of no meaning while one is here
   */
  private record Group(String pattern, int here, long awaySinceTickMs) {}

  private final Set<String> configured;
  private final Map<String, Group> groups = new ConcurrentHashMap<>();

  /**
   * @param configured held for from the start, and never forgotten
   */
  Groups(Set<String> configured) {
    this.configured = configured;
    configured.forEach(name -> groups.put(name, new Group("*/*", 0, 0)));
  }

  /** A recorder of the group is here, and wants this. */
  void arrived(String name, String pattern) {
    groups.compute(
        name, (key, known) -> new Group(pattern, known == null ? 1 : known.here() + 1, 0));
  }

  void left(String name, long tickMs) {
    groups.computeIfPresent(
        name, (key, group) -> new Group(group.pattern(), group.here() - 1, tickMs));
  }

  List<String> wanting(String app, String name) {
    List<String> wanting = new ArrayList<>();
    groups.forEach(
        (group, what) -> {
          if (ChannelPattern.matches(what.pattern(), app, name)) {
            wanting.add(group);
          }
        });
    return wanting;
  }

  /** Forgets those that went before {@code tickMs} and are not configured; returns them. */
  List<String> forgetAwaySince(long tickMs) {
    List<String> forgotten = new ArrayList<>();
    groups.forEach(
        (name, group) -> {
          boolean away = group.here() == 0 && group.awaySinceTickMs() < tickMs;
          if (away && !configured.contains(name) && groups.remove(name, group)) {
            forgotten.add(name);
          }
        });
    return forgotten;
  }
}
