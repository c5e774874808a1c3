package tv.aircheck.recorder.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static tv.aircheck.recorder.retention.Archives.NOW;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.Holding;
import tv.aircheck.recorder.retention.Archives.Case;
import tv.aircheck.recorder.retention.ChannelBalance.Amount;
import tv.aircheck.recorder.retention.PlannedAction.Kind;
import tv.aircheck.recorder.retention.Policies.PolicyRule;

/** What holds for every plan, whatever there is and whatever the rules say. */
@Domain(Archives.class)
class PlannerPropertyTest {
  @Property(tries = 400)
  void nothingLockedOrLiveEverGoes(@ForAll Case c) {
    assertThat(c.plan().actions())
        .filteredOn(action -> action.kind() != Kind.MOVE)
        .noneMatch(action -> action.show().locked())
        .noneMatch(action -> action.show().state() == BroadcastState.LIVE);
  }

  @Property(tries = 400)
  void nothingYoungerThanKeepAtLeastGoes(@ForAll Case c) {
    for (PlannedAction action : sentences(c.plan())) {
      PolicyRule floor = c.policies().of(action.show().channel()).get(Rule.KEEP_AT_LEAST);
      long age = NOW - action.show().endedAtMs();
      assertThat(age).isGreaterThanOrEqualTo(floor == null ? 0 : floor.amount());
    }
  }

  /** Of what goes by age or number, neither rule keeps any; and all that none keeps goes. */
  @Property(tries = 400)
  void keepRulesTakeWhatNoneOfThemKeeps(@ForAll Case c) {
    RetentionPlan plan = c.plan();
    for (Holding show : c.shows()) {
      if (show.state() != BroadcastState.ENDED) {
        continue;
      }
      boolean byKeepRule =
          sentences(plan).stream()
              .filter(action -> action.show().equals(show))
              .anyMatch(
                  action ->
                      action.rule().startsWith("keep-for ")
                          || action.rule().startsWith("keep-last "));
      if (byKeepRule) {
        assertThat(mayGo(c, show)).isTrue();
        assertThat(isKept(c, show)).isFalse();
      }
      if (mayGo(c, show) && hasKeepRule(c, show) && !isKept(c, show)) {
        assertThat(goes(plan, show)).as("%s goes", show).isTrue();
      }
    }
  }

  /** A limit takes no more than it must, and in order. */
  @Property(tries = 400)
  void limitsHoldOrSayWhyNot(@ForAll Case c) {
    RetentionPlan plan = c.plan();
    for (ChannelBalance balance : plan.channels()) {
      PolicyRule limit = c.policies().of(balance.channel()).get(Rule.AT_MOST);
      if (limit != null && balance.remaining().bytes() > limit.amount()) {
        assertThat(plan.shortfalls()).anyMatch(s -> s.startsWith(balance.channel() + " stays"));
        assertThat(c.shows())
            .filteredOn(show -> show.channel().equals(balance.channel()) && mayGo(c, show))
            .filteredOn(show -> show.freedBytes() > 0)
            .allMatch(show -> goes(plan, show));
      }
    }
    for (PlannedAction last : lastOfEachLimit(plan)) {
      long without = remaining(c, plan, last) + last.show().freedBytes();
      assertThat(without).as("without %s", last).isGreaterThan(limitOf(c, last));
    }
  }

  /** Later limits only take more; so the last one that a limit took was needed by it. */
  private static List<PlannedAction> lastOfEachLimit(RetentionPlan plan) {
    Map<String, PlannedAction> last = new HashMap<>();
    for (PlannedAction action : sentences(plan)) {
      if (action.kind() == Kind.MARK && action.rule().startsWith("total-at-most")) {
        last.put(action.rule(), action);
      }
    }
    return List.copyOf(last.values());
  }

  private static long remaining(Case c, RetentionPlan plan, PlannedAction until) {
    long held = 0;
    for (Holding show : c.shows()) {
      boolean byDisk =
          plan.actions().stream()
              .anyMatch(a -> a.show().equals(show) && a.rule().startsWith("keep-free"));
      if (show.state().isShown() && (!goes(plan, show) || byDisk)) {
        held += show.bytes();
      } else {
        held += show.clipBytes();
      }
    }
    return until == null ? 0 : held;
  }

  private static long limitOf(Case c, PlannedAction action) {
    return c.policies().of(action.show().channel()).get(Rule.TOTAL_AT_MOST).amount();
  }

  /** Whoever stays although a limit took others comes later in the order of sacrifice. */
  @Property(tries = 400)
  void theOrderOfSacrificeHolds(@ForAll Case c) {
    RetentionPlan plan = c.plan();
    List<Holding> taken =
        sentences(plan).stream()
            .filter(a -> a.kind() == Kind.MARK && a.rule().startsWith("total-at-most"))
            .map(PlannedAction::show)
            .toList();
    Comparator<Holding> order =
        Comparator.comparing((Holding show) -> hasKeepRule(c, show))
            .thenComparing(Holding::endedAtMs)
            .thenComparing(Holding::id);
    for (Holding stays : c.shows()) {
      if (mayGo(c, stays) && stays.freedBytes() > 0 && !goes(plan, stays)) {
        assertThat(taken).allMatch(show -> order.compare(show, stays) < 0);
      }
    }
  }

  /** What waits out its grace time goes early only for the disk, and before any other show. */
  @Property(tries = 400)
  void theDiskTakesWhatIsMarkedFirst(@ForAll Case c) {
    RetentionPlan plan = c.plan();
    boolean early =
        plan.actions().stream().anyMatch(a -> a.rule().startsWith("keep-free") && a.isSentence());
    if (early) {
      assertThat(plan.waiting()).allMatch(show -> show.locked() || show.freedBytes() == 0);
      assertThat(c.freeBytes()).isLessThan(c.keepFreeBytes());
    }
    if (c.keepFreeBytes() == 0) {
      assertThat(plan.actions())
          .filteredOn(action -> action.kind() == Kind.DELETE)
          .noneMatch(action -> action.show().state() == BroadcastState.ENDED);
    }
  }

  @Property(tries = 200)
  void aPlanDoesNotDependOnTheOrderOfWhatThereIs(@ForAll Case c) {
    List<Holding> shuffled = new ArrayList<>(c.shows());
    Collections.shuffle(shuffled, new Random(c.freeBytes()));
    Case other = new Case(shuffled, c.policies(), c.freeBytes(), c.keepFreeBytes());
    assertThat(other.plan()).isEqualTo(c.plan());
  }

  /** Carried out, there is nothing left to do: what was to go is marked, or gone. */
  @Property(tries = 400)
  void aPlanThatWasRunLeavesNothingToDo(@ForAll Case c) {
    RetentionPlan plan = c.plan();
    List<Holding> after = Archives.after(plan, c.shows());
    long freed = plan.sum(ChannelBalance::freed).bytes();
    ArchiveFacts facts = new ArchiveFacts(after, List.of(), OptionalLong.of(c.freeBytes() + freed));
    RetentionPlan again = Planner.plan(facts, c.policies(), c.settings(), NOW);
    assertThat(again.actions()).isEmpty();
    assertThat(again.shortfalls()).hasSameSizeAs(plan.shortfalls());
  }

  @Property(tries = 200)
  void theSumsAreRight(@ForAll Case c) {
    RetentionPlan plan = c.plan();
    Amount held = plan.sum(ChannelBalance::held);
    assertThat(held.bytes())
        .isEqualTo(
            c.shows().stream()
                .filter(show -> show.state().isShown())
                .mapToLong(Holding::bytes)
                .sum());
    assertThat(plan.sum(ChannelBalance::going).shows()).isEqualTo(sentences(plan).size());
    assertThat(plan.sum(ChannelBalance::remaining).bytes())
        .isEqualTo(held.bytes() - sentences(plan).stream().mapToLong(a -> a.show().bytes()).sum());
  }

  /** A saved plan does nothing that a plan made now would not do. */
  @Property(tries = 200)
  void aSavedPlanNeverDoesMoreThanAFreshOne(@ForAll Case then, @ForAll Case now) {
    RetentionPlan fresh = now.plan();
    PlanCheck check = PlanCheck.of(then.plan(), fresh, now.facts());
    assertThat(fresh.actions()).containsAll(check.plan().actions());
    assertThat(check.plan().actions().size() + check.skipped().size())
        .isEqualTo(then.plan().actions().size());
  }

  @Property(tries = 100)
  void aSavedPlanOfWhatHasNotChangedIsDoneWhole(@ForAll Case c) {
    PlanCheck check = PlanCheck.of(c.plan(), c.plan(), c.facts());
    assertThat(check.plan()).isEqualTo(c.plan());
    assertThat(check.skipped()).isEmpty();
  }

  private static List<PlannedAction> sentences(RetentionPlan plan) {
    return plan.actions().stream().filter(PlannedAction::isSentence).toList();
  }

  private static boolean goes(RetentionPlan plan, Holding show) {
    return sentences(plan).stream().anyMatch(action -> action.show().equals(show));
  }

  private static boolean mayGo(Case c, Holding show) {
    if (show.state() != BroadcastState.ENDED || show.locked() || NOW < show.endedAtMs()) {
      return false;
    }
    PolicyRule floor = c.policies().of(show.channel()).get(Rule.KEEP_AT_LEAST);
    return floor == null || NOW - show.endedAtMs() >= floor.amount();
  }

  private static boolean hasKeepRule(Case c, Holding show) {
    Map<Rule, PolicyRule> rules = c.policies().of(show.channel());
    return rules.containsKey(Rule.KEEP_FOR) || rules.containsKey(Rule.KEEP_LAST);
  }

  private static boolean isKept(Case c, Holding show) {
    Map<Rule, PolicyRule> rules = c.policies().of(show.channel());
    PolicyRule time = rules.get(Rule.KEEP_FOR);
    PolicyRule last = rules.get(Rule.KEEP_LAST);
    long newer =
        c.shows().stream()
            .filter(s -> s.channel().equals(show.channel()) && s.state().isShown())
            .filter(
                s ->
                    s.startedAtMs() > show.startedAtMs()
                        || (s.startedAtMs() == show.startedAtMs()
                            && s.id().compareTo(show.id()) > 0))
            .count();
    return (time != null && NOW - show.endedAtMs() < time.amount())
        || (last != null && newer < last.amount());
  }
}
