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
  private static final long HERE = -1;

  private record Group(String pattern, long awaySinceMs) {}

  private final Set<String> configured;
  private final Map<String, Group> groups = new ConcurrentHashMap<>();

  /**
   * @param configured held for from the start, and never forgotten
   */
  Groups(Set<String> configured) {
    this.configured = configured;
    configured.forEach(name -> groups.put(name, new Group("*/*", HERE)));
  }

  /** A recorder of the group is here, and wants this. */
  void arrived(String name, String pattern) {
    groups.put(name, new Group(pattern, HERE));
  }

  void left(String name, long nowMs) {
    groups.computeIfPresent(name, (key, group) -> new Group(group.pattern(), nowMs));
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

  /** Forgets those that went before {@code ms} and are not configured; returns them. */
  List<String> forgetAwaySince(long ms) {
    List<String> forgotten = new ArrayList<>();
    groups.forEach(
        (name, group) -> {
          boolean away = group.awaySinceMs() != HERE && group.awaySinceMs() < ms;
          if (away && !configured.contains(name) && groups.remove(name, group)) {
            forgotten.add(name);
          }
        });
    return forgotten;
  }
}
