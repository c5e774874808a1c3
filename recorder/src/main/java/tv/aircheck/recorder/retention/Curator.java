package tv.aircheck.recorder.retention;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import tv.aircheck.index.AuditAction;
import tv.aircheck.index.AuditRow;
import tv.aircheck.index.BroadcastMark;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.RuleRow;
import tv.aircheck.index.ShowEdits;
import tv.aircheck.index.Transaction;
import tv.aircheck.recorder.Deed;
import tv.aircheck.recorder.retention.Policies.PolicyRule;

/**
 * What people do to shows and rules by hand. Each change and its line in the audit are written
 * together or not at all. What cannot be done throws an {@link IndexException} of kind INVALID that
 * says what to do instead.
 */
public final class Curator {
  /** The rule of what is marked by hand. */
  public static final String BY_HAND = ShowEdits.BY_HAND;

  private final Index index;
  private final InstantSource clock;

  public Curator(Index index, InstantSource clock) {
    this.index = index;
    this.clock = clock;
  }

  /**
   * No rule and no removal touches it from here on.
   *
   * @return false when it was locked before
   */
  public boolean lock(String id, Deed deed) {
    return setLock(id, true, deed);
  }

  /**
   * Rules have it again.
   *
   * @return false when it was not locked
   */
  public boolean unlock(String id, Deed deed) {
    return setLock(id, false, deed);
  }

  private boolean setLock(String id, boolean locked, Deed deed) {
    return index.writeNow(tx -> edits(tx, deed).lock(id, locked));
  }

  /**
   * @param title null takes the one it has away
   */
  public void title(String id, String title, Deed deed) {
    index.writeNow(
        tx -> {
          edits(tx, deed).title(id, title);
          return null;
        });
  }

  /** Marks it as a rule would: hidden, and deleted after the grace time. */
  public BroadcastMark mark(String id, Duration grace, Deed deed) {
    return index.writeNow(tx -> edits(tx, deed).mark(id, grace));
  }

  /**
   * Takes a mark back. A show that a rule had marked is locked as well, or the next run would mark
   * it again.
   *
   * @param lock whether to lock it then
   * @return the mark that is gone
   */
  public BroadcastMark restore(String id, boolean lock, Deed deed) {
    return index.writeNow(tx -> edits(tx, deed).restore(id, lock));
  }

  /** Sets rules of one pattern, or changes them. */
  public void set(List<PolicyRule> rules, Deed deed) {
    index.writeNow(
        tx -> {
          for (PolicyRule rule : rules) {
            String pattern = rule.pattern().toString();
            tx.retention().set(new RuleRow(pattern, rule.rule().word(), rule.amount()));
            tx.audit().add(line(AuditAction.RULE_SET, pattern, rule.words(), deed));
          }
          return null;
        });
  }

  /** Whether there was such a rule. */
  public boolean remove(PolicyRule rule, Deed deed) {
    return index.writeNow(
        tx -> {
          String pattern = rule.pattern().toString();
          boolean removed = tx.retention().remove(pattern, rule.rule().word());
          if (removed) {
            tx.audit().add(line(AuditAction.RULE_REMOVED, pattern, rule.words(), deed));
          }
          return removed;
        });
  }

  private ShowEdits edits(Transaction tx, Deed deed) {
    return new ShowEdits(tx, clock.millis(), deed.who(), deed.why());
  }

  private AuditRow line(AuditAction action, String pattern, String words, Deed deed) {
    String why = deed.why().isEmpty() ? words : words + ": " + deed.why();
    return new AuditRow(0, clock.millis(), deed.who(), action, pattern, "", 0, why);
  }
}
