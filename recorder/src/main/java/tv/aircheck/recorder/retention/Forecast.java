package tv.aircheck.recorder.retention;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.Holding;
import tv.aircheck.recorder.retention.Policies.PolicyRule;

/**
 * What becomes of shows by the rules, if nothing else happens: a function of what there is, the
 * policies, the settings and the time. Of shows that have ended and that nobody has marked; a
 * locked one is looked at as if it were not.
 */
public final class Forecast {
  private final Map<String, Outlook> byShow;

  /** Whether it goes. */
  public enum Fate {
    /** No rule takes it, as far as can be told now. */
    KEPT,
    /** A rule marks it when its time has come. */
    EXPIRES,
    /** The next run marks it. */
    DUE
  }

  /**
   * What becomes of a show.
   *
   * @param atMs when it is marked, at the earliest; -1 where no time can be told
   * @param rule that takes it, or keeps it, in words; null where none says anything
   */
  public record Outlook(Fate fate, long atMs, String rule) {
    static final Outlook UNTOUCHED = new Outlook(Fate.KEPT, -1, null);
  }

  private Forecast(Map<String, Outlook> byShow) {
    this.byShow = byShow;
  }

  public static Forecast of(
      ArchiveFacts facts, Policies policies, RetentionSettings settings, long nowMs) {
    Map<String, Outlook> byShow = new HashMap<>();
    Docket docket = new Docket(facts.shows(), policies, settings.grace(), nowMs);
    docket.byChannel().forEach((channel, shows) -> foresee(docket.rulesOf(channel), shows, byShow));
    for (PlannedAction action : Planner.plan(facts, policies, settings, nowMs).actions()) {
      if (action.isSentence()) {
        byShow.put(action.show().id(), new Outlook(Fate.DUE, -1, action.rule()));
      }
    }
    return new Forecast(byShow);
  }

  private static void foresee(
      Map<Rule, PolicyRule> rules, List<Holding> shows, Map<String, Outlook> byShow) {
    PolicyRule time = rules.get(Rule.KEEP_FOR);
    PolicyRule last = rules.get(Rule.KEEP_LAST);
    PolicyRule floor = rules.get(Rule.KEEP_AT_LEAST);
    List<Holding> newestFirst = shows.stream().sorted(Docket.NEWEST_FIRST).toList();
    for (int i = 0; i < newestFirst.size(); i++) {
      Holding show = newestFirst.get(i);
      if (show.state() != BroadcastState.ENDED) {
        continue;
      }
      byShow.put(show.id(), outlook(show, last != null && i < last.amount(), time, last, floor));
    }
  }

  private static Outlook outlook(
      Holding show, boolean among, PolicyRule time, PolicyRule last, PolicyRule floor) {
    if (among) {
      return new Outlook(Fate.KEPT, -1, last.words());
    }
    if (time == null && last == null) {
      return Outlook.UNTOUCHED;
    }
    // Not among the last ones: it goes when its time is over, at once where there is none.
    long atMs = show.endedAtMs() + (time == null ? 0 : time.amount());
    long floorMs = show.endedAtMs() + (floor == null ? 0 : floor.amount());
    return floorMs > atMs
        ? new Outlook(Fate.EXPIRES, floorMs, floor.words())
        : new Outlook(Fate.EXPIRES, atMs, (time == null ? last : time).words());
  }

  /** Nothing for a show that was not there, had not ended, or was marked. */
  public Optional<Outlook> of(String broadcastId) {
    return Optional.ofNullable(byShow.get(broadcastId));
  }
}
