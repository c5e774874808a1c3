package tv.aircheck.index;

import java.time.Duration;
import java.util.Optional;

/**
 * What people do to shows by hand, as a part of the work that it is called in: each change with its
 * line in the audit. What cannot be done throws an {@link IndexException} of kind INVALID that says
 * what to do instead.
 */
public final class ShowEdits {
  /** The rule of what is marked by hand. */
  public static final String BY_HAND = "by hand";

  private static final String ONLY_CLIPS =
      "%s was deleted, and only what its clips cover is left: 'aircheck clip ls' lists them";

  private final Transaction tx;
  private final long nowMs;
  private final String who;
  private final String why;

  /**
   * @param who for the audit: {@code user@host}, or a name of somebody who has signed in
   * @param why in words; may be empty
   */
  public ShowEdits(Transaction tx, long nowMs, String who, String why) {
    this.tx = tx;
    this.nowMs = nowMs;
    this.who = who;
    this.why = why;
  }

  /**
   * No rule and no removal touches a locked one.
   *
   * @return false when it was so before
   */
  public boolean lock(String id, boolean locked) {
    BroadcastRow row = shown(id);
    if (row.locked() == locked) {
      return false;
    }
    tx.broadcasts().lock(id, locked);
    note(locked ? AuditAction.LOCKED : AuditAction.UNLOCKED, row, why);
    return true;
  }

  /**
   * @param title null takes the one it has away
   */
  public void title(String id, String title) {
    BroadcastRow row = shown(id);
    tx.broadcasts().title(id, title);
    note(AuditAction.TITLED, row, why);
  }

  /** Marks it as a rule would: hidden, and deleted after the grace time. */
  public BroadcastMark mark(String id, Duration grace) {
    BroadcastMark mark = new BroadcastMark(nowMs, nowMs + grace.toMillis(), BY_HAND);
    BroadcastRow row = shown(id);
    Optional<String> obstacle = obstacle(row);
    if (obstacle.isPresent() || !tx.broadcasts().mark(id, row.endedAtMs(), mark)) {
      throw refused(id + " stays: " + obstacle.orElse("it has changed meanwhile"));
    }
    note(AuditAction.MARKED, row, why);
    return mark;
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
  public BroadcastMark restore(String id, boolean lock) {
    BroadcastRow row = known(id);
    if (row.state() == BroadcastState.REMOVING) {
      throw refused(id + " is being deleted: it is too late to have it back");
    }
    if (row.state() == BroadcastState.CLIPPED) {
      throw refused(ONLY_CLIPS.formatted(id));
    }
    if (!tx.broadcasts().restore(id)) {
      throw refused(id + " is not marked for deletion");
    }
    note(AuditAction.RESTORED, row, why);
    if (lock && !row.mark().rule().equals(BY_HAND)) {
      tx.broadcasts().lock(id, true);
      note(AuditAction.LOCKED, row, "restored");
    }
    return row.mark();
  }

  private void note(AuditAction action, BroadcastRow row, String words) {
    tx.audit().add(AuditRow.of(nowMs, who, action, row, words));
  }

  private BroadcastRow known(String id) {
    return tx.broadcasts()
        .find(id)
        .orElseThrow(
            () -> refused("there is no broadcast " + id + ": 'aircheck broadcasts ls' lists them"));
  }

  private BroadcastRow shown(String id) {
    BroadcastRow row = known(id);
    if (row.state().isShown()) {
      return row;
    }
    throw refused(
        switch (row.state()) {
          case MARKED ->
              id + " is marked for deletion: 'aircheck broadcasts restore " + id + "' first";
          case CLIPPED -> ONLY_CLIPS.formatted(id);
          default -> id + " is being deleted";
        });
  }

  private static IndexException refused(String words) {
    return new IndexException(IndexException.Kind.INVALID, words, null);
  }
}
