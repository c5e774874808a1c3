package tv.aircheck.recorder.retention;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tv.aircheck.index.Holding;
import tv.aircheck.recorder.retention.Policies.PolicyRule;

/**
 * {@code keep-for} and {@code keep-last}: each is a reason to keep a show. Where a channel has one
 * of them, a show goes when neither keeps it. Where it has none, nothing goes by age or number.
 */
final class KeepRules {
  private KeepRules() {}

  static void apply(Docket docket) {
    docket.byChannel().forEach((channel, shows) -> apply(docket, docket.rulesOf(channel), shows));
  }

  private static void apply(Docket docket, Map<Rule, PolicyRule> rules, List<Holding> shows) {
    PolicyRule time = rules.get(Rule.KEEP_FOR);
    PolicyRule last = rules.get(Rule.KEEP_LAST);
    if (time == null && last == null) {
      return;
    }
    String words =
        Stream.of(time == null ? "" : time.words(), last == null ? "" : last.words())
            .filter(word -> !word.isEmpty())
            .collect(Collectors.joining(", "));
    List<Holding> newestFirst = shows.stream().sorted(Docket.NEWEST_FIRST).toList();
    // From the oldest on: people read what goes first, first.
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      Holding show = newestFirst.get(i);
      boolean kept =
          (time != null && docket.ageMs(show) < time.amount())
              || (last != null && i < last.amount());
      if (!kept && docket.mayGo(show)) {
        docket.mark(show, words);
      }
    }
  }
}
