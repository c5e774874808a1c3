package tv.aircheck.recorder.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static tv.aircheck.recorder.retention.Archives.NOW;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import tv.aircheck.index.Holding;
import tv.aircheck.recorder.retention.Archives.Case;
import tv.aircheck.recorder.retention.Forecast.Fate;
import tv.aircheck.recorder.retention.Forecast.Outlook;
import tv.aircheck.recorder.retention.Policies.PolicyRule;

/** What is foretold is what a run does when the time has come, and not before. */
@Domain(Archives.class)
class ForecastPropertyTest {
  private static final Set<Rule> BY_TIME =
      EnumSet.of(Rule.KEEP_FOR, Rule.KEEP_LAST, Rule.KEEP_AT_LEAST);
  private static final RetentionSettings SETTINGS =
      new RetentionSettings(Duration.ofDays(7), new Share(100), 0);

  @Property(tries = 200)
  void aShowGoesWhenItIsSaidTo(@ForAll Case given) {
    Policies policies = onlyByTime(given.policies());
    ArchiveFacts facts = given.facts();
    Forecast forecast = Forecast.of(facts, policies, SETTINGS, NOW);

    for (Holding show : facts.shows()) {
      Outlook outlook = forecast.of(show.id()).orElse(null);
      if (outlook == null || show.locked()) {
        continue;
      }
      switch (outlook.fate()) {
        case DUE -> assertThat(goes(show, facts, policies, NOW)).isTrue();
        case EXPIRES -> {
          assertThat(goes(show, facts, policies, outlook.atMs())).as("then").isTrue();
          assertThat(goes(show, facts, policies, outlook.atMs() - 1)).as("before").isFalse();
        }
        case KEPT ->
            assertThat(goes(show, facts, policies, NOW + Duration.ofDays(4000).toMillis()))
                .as("%s, in ten years", show)
                .isFalse();
      }
    }
  }

  @Property(tries = 100)
  void whatALimitTakesIsDue(@ForAll Case given) {
    Forecast forecast = Forecast.of(given.facts(), given.policies(), given.settings(), NOW);

    Set<String> sentenced =
        given.plan().actions().stream()
            .filter(PlannedAction::isSentence)
            .map(action -> action.show().id())
            .collect(Collectors.toSet());
    for (Holding show : given.shows()) {
      boolean due = forecast.of(show.id()).filter(o -> o.fate() == Fate.DUE).isPresent();
      assertThat(due).isEqualTo(sentenced.contains(show.id()));
    }
  }

  private static boolean goes(Holding show, ArchiveFacts facts, Policies policies, long atMs) {
    return Planner.plan(facts, policies, SETTINGS, atMs).actions().stream()
        .anyMatch(action -> action.isSentence() && action.show().id().equals(show.id()));
  }

  private static Policies onlyByTime(Policies policies) {
    List<PolicyRule> rules =
        policies.rules().stream().filter(rule -> BY_TIME.contains(rule.rule())).toList();
    return new Policies(rules);
  }
}
