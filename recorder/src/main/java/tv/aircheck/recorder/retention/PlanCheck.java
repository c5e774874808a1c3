package tv.aircheck.recorder.retention;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tv.aircheck.index.ClipHolding;
import tv.aircheck.index.Holding;
import tv.aircheck.recorder.retention.RunReport.Line;

/**
 * What of a saved plan can still be carried out: what a plan made now would do as well, to shows
 * that are as they were. Pure.
 *
 * @param plan the rest, as planned now
 * @param skipped what is left out, and why
 */
public record PlanCheck(RetentionPlan plan, List<Line> skipped) {
  public static PlanCheck of(RetentionPlan saved, RetentionPlan fresh, ArchiveFacts facts) {
    Map<String, PlannedAction> planned =
        fresh.actions().stream().collect(Collectors.toMap(PlannedAction::id, Function.identity()));
    Map<String, Holding> shows =
        facts.shows().stream().collect(Collectors.toMap(Holding::id, Function.identity()));
    List<PlannedAction> rest = new ArrayList<>();
    List<Line> skipped = new ArrayList<>();
    Map<String, ClipHolding> clips =
        facts.clips().stream().collect(Collectors.toMap(ClipHolding::id, Function.identity()));
    for (PlannedAction action : saved.actions()) {
      PlannedAction now = planned.get(action.id());
      Optional<String> changed =
          action.clip() == null
              ? change(action, Optional.ofNullable(shows.get(action.show().id())), now)
              : changeOfClip(action, Optional.ofNullable(clips.get(action.id())), now);
      if (changed.isPresent()) {
        skipped.add(new Line(action, RunReport.Result.SKIPPED, changed.get()));
      } else {
        rest.add(now);
      }
    }
    return new PlanCheck(Planner.only(fresh, rest, facts), skipped);
  }

  private static Optional<String> change(
      PlannedAction action, Optional<Holding> now, PlannedAction planned) {
    Holding then = action.show();
    if (now.isEmpty()) {
      return Optional.of("it is gone");
    }
    Holding show = now.get();
    if (show.locked() && !then.locked()) {
      return Optional.of("it was locked since");
    }
    if (show.state() != then.state()) {
      return Optional.of("it is " + show.state().name().toLowerCase(Locale.ROOT) + " by now");
    }
    if (!show.equals(then)) {
      return Optional.of("it has changed since");
    }
    return changeOfPlan(action, planned);
  }

  private static Optional<String> changeOfClip(
      PlannedAction action, Optional<ClipHolding> now, PlannedAction planned) {
    if (now.isEmpty()) {
      return Optional.of("the clip is gone");
    }
    return now.get().equals(action.clip())
        ? changeOfPlan(action, planned)
        : Optional.of("the clip has changed since");
  }

  private static Optional<String> changeOfPlan(PlannedAction action, PlannedAction planned) {
    if (planned == null || planned.kind() != action.kind() || planned.tier() != action.tier()) {
      return Optional.of("a plan made now would not do it: rules, or the room there is, changed");
    }
    return planned.rule().equals(action.rule())
        ? Optional.empty()
        : Optional.of("the rule is another by now: " + planned.rule());
  }
}
