package tv.aircheck.recorder.bundle;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.Holding;
import tv.aircheck.index.Index;
import tv.aircheck.index.Unbundled;
import tv.aircheck.recorder.retention.Amounts;
import tv.aircheck.recorder.retention.Policies;
import tv.aircheck.recorder.retention.Policies.PolicyRule;
import tv.aircheck.recorder.retention.Rule;

/** Decides which shows are to be bundled. */
public final class BundleChoice {
  private final List<Holding> shows;
  private final Map<String, Long> unbundled = new HashMap<>();
  private final long nowMs;

  /**
   * A show to be bundled.
   *
   * @param segments of it that are in no bundle
   * @param rule why, in words
   */
  public record Candidate(Holding show, long segments, String rule) {}

  public BundleChoice(List<Holding> shows, List<Unbundled> unbundled, long nowMs) {
    this.shows = List.copyOf(shows);
    unbundled.forEach(row -> this.unbundled.put(row.broadcastId(), row.segments()));
    this.nowMs = nowMs;
  }

  public static BundleChoice of(Index index, long nowMs) {
    return new BundleChoice(index.retention().holdings(), index.bundles().unbundled(), nowMs);
  }

  /** What is as old as the rules for its channel say; what ended first comes first. */
  public List<Candidate> byPolicies(Policies policies) {
    return choose(
        show ->
            Optional.ofNullable(policies.of(show.channel()).get(Rule.BUNDLE_AFTER))
                .filter(rule -> ageMs(show) >= rule.amount())
                .map(PolicyRule::words));
  }

  /** All that ended so long ago. */
  public List<Candidate> olderThan(Duration age) {
    return choose(
        show ->
            ageMs(show) >= age.toMillis()
                ? Optional.of("older than " + Amounts.text(Rule.Unit.TIME, age.toMillis()))
                : Optional.empty());
  }

  /** These shows, as far as there is something to bundle. */
  public List<Candidate> named(List<String> ids) {
    return choose(show -> ids.contains(show.id()) ? Optional.of("by hand") : Optional.empty());
  }

  private List<Candidate> choose(Function<Holding, Optional<String>> why) {
    return shows.stream()
        .filter(show -> show.state() == BroadcastState.ENDED)
        .filter(show -> unbundled.getOrDefault(show.id(), 0L) >= Bundler.FEWEST)
        .sorted(Comparator.comparing(Holding::endedAtMs).thenComparing(Holding::id))
        .flatMap(
            show ->
                why
                    .apply(show)
                    .map(rule -> new Candidate(show, unbundled.get(show.id()), rule))
                    .stream())
        .toList();
  }

  private long ageMs(Holding show) {
    return nowMs - show.endedAtMs();
  }
}
