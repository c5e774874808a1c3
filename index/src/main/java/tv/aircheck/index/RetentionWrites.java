package tv.aircheck.index;

import java.util.Map;

/** Changes to the rules of retention. */
public final class RetentionWrites extends Retention {
  RetentionWrites(Handles handles) {
    super(handles);
  }

  /** Sets a rule, or changes it. */
  public void set(RuleRow row) {
    update(
        "INSERT INTO retention_rules (pattern, rule, amount) VALUES (:pattern, :rule, :amount)"
            + " ON CONFLICT (pattern, rule) DO UPDATE SET amount = excluded.amount",
        Map.of("pattern", row.pattern(), "rule", row.rule(), "amount", row.amount()));
  }

  /** Whether there was such a rule. */
  public boolean remove(String pattern, String rule) {
    return update(
        "DELETE FROM retention_rules WHERE pattern = :pattern AND rule = :rule",
        Map.of("pattern", pattern, "rule", rule));
  }

  private boolean update(String sql, Map<String, ?> values) {
    return handles.with(h -> h.createUpdate(sql).bindMap(values).execute()) > 0;
  }
}
