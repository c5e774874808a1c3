package tv.aircheck.origin;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an origin needs to know, immutable.
 *
 * @param nodeId names this origin towards recorders; letters, digits, {@code . _ -}
 * @param groups whom to hold the log for from the first tag on, even before they subscribed for the
 *     first time: groups of recorders, and by their node ids those that are in none. Others are
 *     held for from their first subscription on
 */
public record OriginSettings(
    String nodeId,
    Set<String> groups,
    PublishRules publish,
    RollRule roll,
    WindowLimits window,
    ViewerLimits viewers) {
  public OriginSettings {
    Objects.requireNonNull(nodeId, "nodeId");
    // Nobody could ever acknowledge what is held for no name.
    groups =
        groups.stream().filter(name -> !name.isBlank()).collect(Collectors.toUnmodifiableSet());
  }

  /** No group known in advance: right on loopback, and for tests. */
  public static OriginSettings defaults(String nodeId) {
    return new OriginSettings(
        nodeId,
        Set.of(),
        PublishRules.DEFAULT,
        RollRule.DEFAULT,
        WindowLimits.DEFAULT,
        ViewerLimits.DEFAULT);
  }

  public OriginSettings withGroups(Set<String> names) {
    return new OriginSettings(nodeId, names, publish, roll, window, viewers);
  }

  public OriginSettings withPublish(PublishRules rules) {
    return new OriginSettings(nodeId, groups, rules, roll, window, viewers);
  }

  public OriginSettings withRoll(RollRule rule) {
    return new OriginSettings(nodeId, groups, publish, rule, window, viewers);
  }

  public OriginSettings withWindow(WindowLimits limits) {
    return new OriginSettings(nodeId, groups, publish, roll, limits, viewers);
  }

  public OriginSettings withViewers(ViewerLimits limits) {
    return new OriginSettings(nodeId, groups, publish, roll, window, limits);
  }
}
