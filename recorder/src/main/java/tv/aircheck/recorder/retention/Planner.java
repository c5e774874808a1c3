package tv.aircheck.recorder.retention;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Holding;
import tv.aircheck.recorder.retention.ChannelBalance.Amount;
import tv.aircheck.recorder.retention.PlannedAction.Kind;
import tv.aircheck.recorder.retention.Policies.PolicyRule;
import tv.aircheck.storage.Tier;

/**
 * Decides what goes: a function of what there is, the policies, the settings and the time. Never a
 * show that is live or locked, or younger than its channel's {@code keep-at-least}.
 */
public final class Planner {
  private static final Comparator<Holding> DUE_FIRST =
      Comparator.comparingLong((Holding show) -> show.mark().deleteAtMs())
          .thenComparing(Holding::id);

  private Planner() {}

  public static RetentionPlan plan(
      ArchiveFacts facts, Policies policies, RetentionSettings settings, long nowMs) {
    Docket docket = new Docket(facts.shows(), policies, settings.grace(), nowMs);
    interrupted(docket);
    due(docket, nowMs);
    KeepRules.apply(docket);
    Limits.perChannel(docket);
    Limits.total(docket, policies);
    Limits.disk(docket, facts.freeBytes(), settings.keepFreeBytes());
    List<PlannedAction> actions = new ArrayList<>(docket.sentences());
    actions.addAll(ClipRules.plan(facts, policies, settings.grace(), nowMs));
    actions.addAll(moves(docket, nowMs));
    actions.sort(Comparator.comparing(PlannedAction::kind)); // Stable: else as they were decided.
    List<Holding> waiting =
        docket
            .in(BroadcastState.MARKED)
            .filter(show -> !docket.isSentenced(show))
            .sorted(DUE_FIRST)
            .toList();
    return new RetentionPlan(
        nowMs, actions, waiting, balances(facts.shows(), actions, waiting), docket.shortfalls());
  }

  /** The same plan with fewer actions. */
  static RetentionPlan only(RetentionPlan plan, List<PlannedAction> actions, ArchiveFacts facts) {
    return new RetentionPlan(
        plan.madeAtMs(),
        actions,
        plan.waiting(),
        balances(facts.shows(), actions, plan.waiting()),
        plan.shortfalls());
  }

  private static void interrupted(Docket docket) {
    docket
        .in(BroadcastState.REMOVING)
        .filter(show -> !show.locked())
        .sorted(Comparator.comparing(Holding::id))
        .forEach(show -> docket.delete(show, ruleOf(show)));
  }

  private static String ruleOf(Holding show) {
    return show.mark() == null ? "its deletion was interrupted" : show.mark().rule();
  }

  private static void due(Docket docket, long nowMs) {
    docket
        .in(BroadcastState.MARKED)
        .filter(show -> !show.locked() && show.mark().deleteAtMs() <= nowMs)
        .sorted(DUE_FIRST)
        .forEach(show -> docket.delete(show, show.mark().rule()));
  }

  /** To the coldest tier that a show is old enough for; never back to a warmer one. */
  private static List<PlannedAction> moves(Docket docket, long nowMs) {
    List<PlannedAction> moves = new ArrayList<>();
    docket
        .staying()
        .filter(show -> show.state() == BroadcastState.ENDED)
        .sorted(Comparator.comparing(Holding::endedAtMs).thenComparing(Holding::id))
        .forEach(show -> move(docket, show, nowMs).ifPresent(moves::add));
    return moves;
  }

  private static Optional<PlannedAction> move(Docket docket, Holding show, long nowMs) {
    Tier now = Tier.valueOf(show.tier());
    return docket.rulesOf(show.channel()).values().stream()
        .filter(rule -> rule.rule().tier().isPresent() && docket.ageMs(show) >= rule.amount())
        .max(Comparator.comparing(PolicyRule::rule))
        .filter(rule -> rule.rule().tier().orElseThrow().compareTo(now) > 0)
        .map(
            rule ->
                new PlannedAction(
                    Kind.MOVE, show, rule.words(), nowMs, rule.rule().tier().orElseThrow()));
  }

  private static List<ChannelBalance> balances(
      List<Holding> shows, List<PlannedAction> actions, List<Holding> waiting) {
    Map<String, Sums> byChannel = new TreeMap<>();
    Map<ChannelName, Sums> quick = new HashMap<>();
    for (Holding show : shows) {
      Sums sums =
          quick.computeIfAbsent(
              show.channel(),
              channel -> byChannel.computeIfAbsent(channel.toString(), k -> new Sums(channel)));
      if (show.state().isShown()) {
        sums.held = sums.held.plus(show.bytes());
      }
    }
    for (PlannedAction action : actions) {
      quick.get(action.show().channel()).add(action);
    }
    for (Holding show : waiting) {
      Sums sums = quick.get(show.channel());
      sums.waiting = sums.waiting.plus(show.bytes());
    }
    return byChannel.values().stream().map(Sums::balance).toList();
  }

  /** Of one channel, while they are summed up. */
  private static final class Sums {
    private final ChannelName channel;
    private Amount held = Amount.NONE;
    private Amount going = Amount.NONE;
    private Amount freed = Amount.NONE;
    private Amount waiting = Amount.NONE;
    private Amount moving = Amount.NONE;

    Sums(ChannelName channel) {
      this.channel = channel;
    }

    void add(PlannedAction action) {
      if (action.clip() != null) {
        return;
      }
      long bytes = action.show().bytes();
      going = action.isSentence() ? going.plus(bytes) : going;
      freed = action.kind() == Kind.DELETE ? freed.plus(action.show().freedBytes()) : freed;
      moving = action.kind() == Kind.MOVE ? moving.plus(bytes) : moving;
    }

    ChannelBalance balance() {
      return new ChannelBalance(channel, held, going, freed, waiting, moving);
    }
  }
}
