package tv.aircheck.recorder.retention;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tv.aircheck.index.ClipHolding;
import tv.aircheck.index.Holding;
import tv.aircheck.recorder.retention.PlannedAction.Kind;
import tv.aircheck.recorder.retention.Policies.PolicyRule;

/**
 * What becomes of clips: those whose mark is over go; those that are older than {@code
 * keep-clips-for} are marked. No limit and no full disk touches them.
 */
final class ClipRules {
  private ClipRules() {}

  static List<PlannedAction> plan(
      ArchiveFacts facts, Policies policies, Duration grace, long nowMs) {
    Map<String, Holding> shows = new HashMap<>();
    if (!facts.clips().isEmpty()) {
      facts.shows().forEach(show -> shows.put(show.id(), show));
    }
    Policies.Lookup rules = policies.lookup();
    List<PlannedAction> actions = new ArrayList<>();
    for (ClipHolding clip : facts.clips()) {
      Holding show = shows.get(clip.broadcastId());
      if (show != null) {
        action(clip, show, rules, grace, nowMs).ifPresent(actions::add);
      }
    }
    actions.sort(
        Comparator.comparing(PlannedAction::kind)
            .thenComparing(action -> action.clip().createdAtMs())
            .thenComparing(PlannedAction::id));
    return actions;
  }

  private static Optional<PlannedAction> action(
      ClipHolding clip, Holding show, Policies.Lookup rules, Duration grace, long nowMs) {
    if (clip.mark() != null) {
      return clip.mark().deleteAtMs() > nowMs
          ? Optional.empty()
          : Optional.of(
              new PlannedAction(Kind.DELETE_CLIP, show, clip, clip.mark().rule(), nowMs, null));
    }
    PolicyRule rule = rules.of(clip.channel()).get(Rule.KEEP_CLIPS_FOR);
    boolean kept = rule == null || nowMs - clip.createdAtMs() < rule.amount();
    return kept
        ? Optional.empty()
        : Optional.of(
            new PlannedAction(
                Kind.MARK_CLIP, show, clip, rule.words(), nowMs + grace.toMillis(), null));
  }
}
