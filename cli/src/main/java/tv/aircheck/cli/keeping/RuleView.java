package tv.aircheck.cli.keeping;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.output.Table;
import tv.aircheck.recorder.retention.Amounts;
import tv.aircheck.recorder.retention.Policies.PolicyRule;
import tv.aircheck.recorder.retention.Rule;
import tv.aircheck.web.json.RuleJson;

/** Rules of retention as people and scripts read them. */
public final class RuleView {
  private RuleView() {}

  public static void print(Collection<PolicyRule> rules, PrintWriter out) {
    if (rules.isEmpty()) {
      out.println("No rule: nothing is deleted by itself.");
      out.flush();
      return;
    }
    Table table = new Table("RULE", "AMOUNT", "FOR CHANNELS");
    for (PolicyRule rule : rules) {
      table.row(
          rule.rule().word(), Amounts.text(rule.rule().unit(), rule.amount()), rule.pattern());
    }
    table.print(out);
  }

  public static List<RuleJson> json(Collection<PolicyRule> rules) {
    return rules.stream().map(RuleView::json).toList();
  }

  /** Amounts in units of their own: seconds, shows or bytes; null where the rule is off. */
  private static RuleJson json(PolicyRule rule) {
    return new RuleJson(
        rule.rule().word(),
        rule.pattern().toString(),
        rule.isOff() ? null : amount(rule),
        unit(rule.rule().unit()));
  }

  private static Number amount(PolicyRule rule) {
    return rule.rule().unit() == Rule.Unit.TIME
        ? (Number) Json.seconds(rule.amount())
        : (Number) rule.amount();
  }

  private static String unit(Rule.Unit unit) {
    return switch (unit) {
      case TIME -> "seconds";
      case SHOWS -> "broadcasts";
      case BYTES -> "bytes";
    };
  }
}
