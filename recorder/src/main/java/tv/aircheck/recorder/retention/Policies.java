package tv.aircheck.recorder.retention;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ChannelPattern;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.RuleRow;

/**
 * All rules there are, and which of them hold for a channel: for each kind of rule, apart from the
 * others, the one of the most specific pattern that says something about it. Saying that it is off
 * is saying something. Immutable.
 */
public final class Policies {
  private final List<PolicyRule> rules;

  /**
   * A rule as it was set.
   *
   * @param amount milliseconds, shows or bytes, by the rule's unit; {@link RuleRow#OFF} switches it
   *     off
   */
  public record PolicyRule(ChannelPattern pattern, Rule rule, long amount) {
    public PolicyRule {
      if (amount < RuleRow.OFF) {
        throw new IllegalArgumentException(rule.word() + " cannot be " + amount);
      }
      if (rule == Rule.KEEP_LAST && amount == 0) {
        throw new IllegalArgumentException(
            "keep-last 0 keeps nothing; keep-for 0s says that a show goes when it has ended");
      }
      if (rule == Rule.TOTAL_AT_MOST && !pattern.equals(ChannelPattern.ALL)) {
        throw new IllegalArgumentException(
            "total-at-most is about all channels together: set it for 'default', not for "
                + pattern);
      }
    }

    public boolean isOff() {
      return amount == RuleRow.OFF;
    }

    /** {@code keep-for 30d (live/*)}: how a plan and the audit name it. */
    public String words() {
      return rule.word() + " " + Amounts.text(rule.unit(), amount) + " (" + pattern + ")";
    }
  }

  public Policies(Collection<PolicyRule> rules) {
    this.rules =
        rules.stream()
            .sorted(
                Comparator.comparing(PolicyRule::pattern, ChannelPattern.MOST_SPECIFIC_FIRST)
                    .thenComparing(PolicyRule::rule))
            .toList();
  }

  /**
   * As the index has them.
   *
   * @throws IndexException TOO_NEW for a rule that this program does not know: what it does not
   *     know it must not ignore
   */
  public static Policies of(List<RuleRow> rows) {
    List<PolicyRule> rules = new ArrayList<>();
    for (RuleRow row : rows) {
      Rule rule =
          Rule.of(row.rule())
              .orElseThrow(
                  () ->
                      new IndexException(
                          IndexException.Kind.TOO_NEW,
                          "this program does not know the rule '"
                              + row.rule()
                              + "' of "
                              + row.pattern()
                              + ": use the newer program that set it",
                          null));
      rules.add(new PolicyRule(ChannelPattern.parse(row.pattern()), rule, row.amount()));
    }
    return new Policies(rules);
  }

  /** The most specific first. */
  public List<PolicyRule> rules() {
    return rules;
  }

  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /** What holds for a channel; a rule that is off there is left out. */
  public Map<Rule, PolicyRule> of(ChannelName channel) {
    Map<Rule, PolicyRule> said = new EnumMap<>(Rule.class);
    for (PolicyRule rule : rules) {
      if (rule.pattern().matches(channel)) {
        said.putIfAbsent(rule.rule(), rule);
      }
    }
    said.values().removeIf(PolicyRule::isOff);
    return said;
  }

  /** {@link #of} for many shows of few channels. */
  Lookup lookup() {
    return new Lookup();
  }

  /** Remembers what it was asked. One thread. */
  final class Lookup {
    private final Map<ChannelName, Map<Rule, PolicyRule>> known = new HashMap<>();

    Map<Rule, PolicyRule> of(ChannelName channel) {
      return known.computeIfAbsent(channel, Policies.this::of);
    }
  }
}
