package tv.aircheck.recorder.retention;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;
import tv.aircheck.index.BroadcastMark;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ChannelPattern;
import tv.aircheck.index.Holding;
import tv.aircheck.index.RuleRow;
import tv.aircheck.recorder.retention.Policies.PolicyRule;

/** Small archives and policies of all kinds, around one moment. */
public final class Archives extends DomainContextBase {
  static final long NOW = 1_795_000_000_000L;
  static final long DAY = Duration.ofDays(1).toMillis();

  private static final List<ChannelName> CHANNELS =
      List.of(
          new ChannelName("live", "a"), new ChannelName("live", "b"), new ChannelName("tv", "a"));

  private static final List<String> PATTERNS = List.of("*/*", "live/*", "*/a", "live/a");

  /**
   * An archive with its policies.
   *
   * @param keepFreeBytes 0: the disk does not matter
   */
  record Case(List<Holding> shows, Policies policies, long freeBytes, long keepFreeBytes) {
    ArchiveFacts facts() {
      return new ArchiveFacts(shows, List.of(), OptionalLong.of(freeBytes));
    }

    RetentionSettings settings() {
      return new RetentionSettings(Duration.ofDays(7), new Share(20), keepFreeBytes);
    }

    RetentionPlan plan() {
      return Planner.plan(facts(), policies, settings(), NOW);
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    Arbitrary<Long> keepFree = Arbitraries.of(0L, 0L, 50L, 300L);
    return Combinators.combine(
            show().list().ofMaxSize(14),
            rule().list().ofMaxSize(8),
            Arbitraries.longs().between(0, 100),
            keepFree)
        .as((shows, rules, free, least) -> new Case(named(shows), policies(rules), free, least));
  }

  private static List<Holding> named(List<Holding> shows) {
    List<Holding> named = new ArrayList<>();
    for (int i = 0; i < shows.size(); i++) {
      Holding s = shows.get(i);
      named.add(
          new Holding(
              "S%02d".formatted(i),
              s.channel(),
              s.startedAtMs(),
              s.endedAtMs(),
              s.state(),
              s.locked(),
              s.mark(),
              s.tier(),
              s.bytes(),
              s.clipBytes()));
    }
    return named;
  }

  /** Of two rules of one kind for one pattern, the first. */
  private static Policies policies(List<PolicyRule> rules) {
    List<PolicyRule> distinct = new ArrayList<>();
    for (PolicyRule rule : rules) {
      boolean said =
          distinct.stream()
              .anyMatch(r -> r.rule() == rule.rule() && r.pattern().equals(rule.pattern()));
      if (!said) {
        distinct.add(rule);
      }
    }
    return new Policies(distinct);
  }

  private record Sizes(long bytes, long clipBytes) {}

  private static Arbitrary<Holding> show() {
    return Combinators.combine(
            Arbitraries.of(CHANNELS),
            Arbitraries.longs().between(-1, 12),
            Arbitraries.longs().between(0, 3),
            Arbitraries.of(
                BroadcastState.ENDED,
                BroadcastState.ENDED,
                BroadcastState.ENDED,
                BroadcastState.ENDED,
                BroadcastState.LIVE,
                BroadcastState.MARKED,
                BroadcastState.REMOVING),
            Arbitraries.of(false, false, false, true),
            Combinators.combine(Arbitraries.longs().between(0, 60), Arbitraries.of(0L, 0L, 0L, 7L))
                .as(Sizes::new))
        .as(Archives::show);
  }

  private static Holding show(
      ChannelName channel,
      long endedDaysAgo,
      long days,
      BroadcastState state,
      boolean locked,
      Sizes sizes) {
    long ended = NOW - endedDaysAgo * DAY;
    boolean going = !state.isShown();
    BroadcastMark mark =
        going ? new BroadcastMark(ended + DAY, ended + 8 * DAY, "keep-for 1d (*/*)") : null;
    return new Holding(
        "?",
        channel,
        ended - days * DAY,
        state == BroadcastState.LIVE ? null : ended,
        state,
        locked,
        mark,
        "STANDARD",
        sizes.bytes,
        Math.min(sizes.bytes, sizes.clipBytes));
  }

  private static Arbitrary<PolicyRule> rule() {
    return Combinators.combine(
            Arbitraries.of(PATTERNS),
            Arbitraries.of(Rule.class),
            Arbitraries.longs().between(RuleRow.OFF, 9))
        .as(Archives::rule);
  }

  private static PolicyRule rule(String pattern, Rule rule, long number) {
    ChannelPattern where =
        rule == Rule.TOTAL_AT_MOST ? ChannelPattern.ALL : ChannelPattern.parse(pattern);
    long amount =
        switch (rule.unit()) {
          case TIME -> number * DAY;
          case SHOWS -> Math.max(1, number);
          case BYTES -> number * 40;
        };
    return new PolicyRule(where, rule, number == RuleRow.OFF ? RuleRow.OFF : amount);
  }

  /** What is left of shows when a plan was carried out. */
  static List<Holding> after(RetentionPlan plan, List<Holding> shows) {
    List<Holding> after = new ArrayList<>();
    for (Holding show : shows) {
      PlannedAction action =
          plan.actions().stream()
              .filter(a -> a.clip() == null && a.show().equals(show))
              .findFirst()
              .orElse(null);
      if (action == null) {
        after.add(show);
      } else if (action.kind() != PlannedAction.Kind.DELETE) {
        after.add(carriedOut(action));
      } else if (show.clipBytes() > 0) {
        after.add(cutToClips(show));
      }
    }
    return after;
  }

  private static Holding cutToClips(Holding s) {
    return new Holding(
        s.id(),
        s.channel(),
        s.startedAtMs(),
        s.endedAtMs(),
        BroadcastState.CLIPPED,
        s.locked(),
        s.mark(),
        s.tier(),
        s.clipBytes(),
        s.clipBytes());
  }

  private static Holding carriedOut(PlannedAction action) {
    Holding s = action.show();
    boolean marks = action.kind() == PlannedAction.Kind.MARK;
    return new Holding(
        s.id(),
        s.channel(),
        s.startedAtMs(),
        s.endedAtMs(),
        marks ? BroadcastState.MARKED : s.state(),
        s.locked(),
        marks ? new BroadcastMark(NOW, action.atMs(), action.rule()) : s.mark(),
        marks ? s.tier() : action.tier().name(),
        s.bytes(),
        s.clipBytes());
  }
}
