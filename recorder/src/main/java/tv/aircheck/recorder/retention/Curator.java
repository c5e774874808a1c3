package tv.aircheck.recorder.retention;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tv.aircheck.index.AuditAction;
import tv.aircheck.index.AuditRow;
import tv.aircheck.index.BroadcastMark;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.RuleRow;
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
  public static final String BY_HAND = "by hand";

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
    return index.writeNow(
        tx -> {
          BroadcastRow row = shown(tx, id);
          if (row.locked() == locked) {
            return false;
          }
          tx.broadcasts().lock(id, locked);
          AuditAction action = locked ? AuditAction.LOCKED : AuditAction.UNLOCKED;
          tx.audit().add(line(action, row, deed));
          return true;
        });
  }

  /**
   * @param title null takes the one it has away
   */
  public void title(String id, String title, Deed deed) {
    index.writeNow(
        tx -> {
          BroadcastRow row = shown(tx, id);
          tx.broadcasts().title(id, title);
          tx.audit().add(line(AuditAction.TITLED, row, deed));
          return null;
        });
  }

  /** Marks it as a rule would: hidden, and deleted after the grace time. */
  public BroadcastMark mark(String id, Duration grace, Deed deed) {
    long now = clock.millis();
    BroadcastMark mark = new BroadcastMark(now, now + grace.toMillis(), BY_HAND);
    return index.writeNow(
        tx -> {
          BroadcastRow row = shown(tx, id);
          Optional<String> obstacle = obstacle(row);
          if (obstacle.isPresent() || !tx.broadcasts().mark(id, row.endedAtMs(), mark)) {
            throw refused(id + " stays: " + obstacle.orElse("it has changed meanwhile"));
          }
          tx.audit().add(line(AuditAction.MARKED, row, deed));
          return mark;
        });
  }

  /** Why it cannot be marked, in words. */
  public static Optional<String> obstacle(BroadcastRow row) {
    if (row.isLive()) {
      return Optional.of("it is on air, or its publisher may still come back");
    }
    return row.locked() ? Optional.of("it is locked: unlock it first") : Optional.empty();
  }

  /**
   * Takes a mark back. A show that a rule had marked is locked as well, or the next run would mark
   * it again.
   *
   * @param lock whether to lock it then
   * @return the mark that is gone
   */
  public BroadcastMark restore(String id, boolean lock, Deed deed) {
    return index.writeNow(
        tx -> {
          BroadcastRow row = known(tx, id);
          if (row.state() == BroadcastState.REMOVING) {
            throw refused(id + " is being deleted: it is too late to have it back");
          }
          if (!tx.broadcasts().restore(id)) {
            throw refused(id + " is not marked for deletion");
          }
          tx.audit().add(line(AuditAction.RESTORED, row, deed));
          if (lock && !row.mark().rule().equals(BY_HAND)) {
            tx.broadcasts().lock(id, true);
            tx.audit().add(line(AuditAction.LOCKED, row, new Deed(deed.who(), "restored")));
          }
          return row.mark();
        });
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

  private AuditRow line(AuditAction action, BroadcastRow row, Deed deed) {
    return AuditRow.of(clock.millis(), deed.who(), action, row, deed.why());
  }

  private AuditRow line(AuditAction action, String pattern, String words, Deed deed) {
    String why = deed.why().isEmpty() ? words : words + ": " + deed.why();
    return new AuditRow(0, clock.millis(), deed.who(), action, pattern, "", 0, why);
  }

  private static BroadcastRow known(Transaction tx, String id) {
    return tx.broadcasts()
        .find(id)
        .orElseThrow(
            () -> refused("there is no broadcast " + id + ": 'aircheck broadcasts ls' lists them"));
  }

  private static BroadcastRow shown(Transaction tx, String id) {
    BroadcastRow row = known(tx, id);
    if (row.state().isShown()) {
      return row;
    }
    throw refused(
        row.state() == BroadcastState.MARKED
            ? id + " is marked for deletion: 'aircheck broadcasts restore " + id + "' first"
            : id + " is being deleted");
  }

  private static IndexException refused(String words) {
    return new IndexException(IndexException.Kind.INVALID, words, null);
  }
}
