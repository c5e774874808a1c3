package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.output.Table;
import tv.aircheck.recorder.retention.Amounts;
import tv.aircheck.recorder.retention.Policies.PolicyRule;
import tv.aircheck.recorder.retention.Rule;

/** Rules of retention as people and scripts read them. */
final class RuleView {
  private RuleView() {}

  static void print(Collection<PolicyRule> rules, PrintWriter out) {
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

  static List<Map<String, Object>> json(Collection<PolicyRule> rules) {
    return rules.stream().map(RuleView::json).toList();
  }

  /** Amounts in units of their own: seconds, shows or bytes; null where the rule is off. */
  private static Map<String, Object> json(PolicyRule rule) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rule", rule.rule().word());
    fields.put("channels", rule.pattern().toString());
    fields.put("amount", rule.isOff() ? null : amount(rule));
    fields.put("unit", unit(rule.rule().unit()));
    return fields;
  }

  private static Object amount(PolicyRule rule) {
    return rule.rule().unit() == Rule.Unit.TIME
        ? (Object) Json.seconds(rule.amount())
        : (Object) rule.amount();
  }

  private static String unit(Rule.Unit unit) {
    return switch (unit) {
      case TIME -> "seconds";
      case SHOWS -> "broadcasts";
      case BYTES -> "bytes";
    };
  }
}
