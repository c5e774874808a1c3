package tv.aircheck.recorder.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ChannelPattern;
import tv.aircheck.index.RuleRow;
import tv.aircheck.recorder.retention.Archives.Case;
import tv.aircheck.recorder.retention.Policies.PolicyRule;

/** Which rule holds where. */
class PoliciesTest {
  private static final ChannelName ME = new ChannelName("live", "me");

  @Example
  void eachKindOfRuleIsLookedUpApart() {
    Policies policies =
        Policies.of(
            List.of(
                new RuleRow("*/*", "keep-for", 1_000),
                new RuleRow("*/*", "at-most", 10),
                new RuleRow("live/*", "keep-for", 2_000),
                new RuleRow("live/me", "at-most", RuleRow.OFF)));

    assertThat(amounts(policies.of(ME))).isEqualTo(Map.of(Rule.KEEP_FOR, 2_000L));
    assertThat(amounts(policies.of(new ChannelName("tv", "one"))))
        .isEqualTo(Map.of(Rule.KEEP_FOR, 1_000L, Rule.AT_MOST, 10L));
  }

  private static Map<Rule, Long> amounts(Map<Rule, PolicyRule> rules) {
    return rules.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, rule -> rule.getValue().amount()));
  }

  /** No rule that holds is overruled by a more specific one that was set. */
  @Property(tries = 300)
  @Domain(Archives.class)
  void theMostSpecificWins(@ForAll Case c) {
    c.shows().stream()
        .map(show -> show.channel())
        .distinct()
        .forEach(
            channel ->
                c.policies()
                    .of(channel)
                    .forEach(
                        (kind, wins) ->
                            assertThat(c.policies().rules())
                                .filteredOn(rule -> rule.rule() == kind)
                                .filteredOn(rule -> rule.pattern().matches(channel))
                                .allMatch(
                                    rule ->
                                        ChannelPattern.MOST_SPECIFIC_FIRST.compare(
                                                wins.pattern(), rule.pattern())
                                            <= 0)));
  }

  @Example
  void aRuleThatIsNotKnownIsNotIgnored() {
    assertThatThrownBy(() -> Policies.of(List.of(new RuleRow("*/*", "keep-clips", 5))))
        .hasMessageContaining("newer program");
  }

  @Example
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> new PolicyRule(ChannelPattern.ALL, Rule.KEEP_LAST, 0))
        .hasMessageContaining("keep-last 0");
    assertThatThrownBy(() -> new PolicyRule(ChannelPattern.parse("live/*"), Rule.TOTAL_AT_MOST, 1))
        .hasMessageContaining("'default'");
  }

  @Example
  void rulesReadAsTheyAreWritten() {
    assertThat(
            new PolicyRule(ChannelPattern.parse("live/*"), Rule.KEEP_FOR, 2_592_000_000L).words())
        .isEqualTo("keep-for 30d (live/*)");
    assertThat(new PolicyRule(ChannelPattern.ALL, Rule.AT_MOST, 100L << 30).words())
        .isEqualTo("at-most 100GiB (*/*)");
    assertThat(new PolicyRule(ChannelPattern.ALL, Rule.KEEP_LAST, RuleRow.OFF).words())
        .isEqualTo("keep-last off (*/*)");
  }
}
