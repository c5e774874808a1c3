package tv.aircheck.index;

import java.time.Duration;

/**
 * What people do to clips, as a part of the work that it is called in: each change with its line in
 * the audit. What cannot be done throws an {@link IndexException} of kind INVALID that says what to
 * do instead.
 */
public final class ClipEdits {
  private final Transaction tx;
  private final long nowMs;
  private final String who;
  private final String why;

  /**
   * @param who for the audit: {@code user@host}, or a name of somebody who has signed in
   * @param why in words; may be empty
   */
  public ClipEdits(Transaction tx, long nowMs, String who, String why) {
    this.tx = tx;
    this.nowMs = nowMs;
    this.who = who;
    this.why = why;
  }

  /**
   * @param title null takes the one it has away
   * @return the clip as it is then
   */
  public ClipRow title(String id, String title) {
    ClipRow row = shown(id);
    tx.clips().title(id, title);
    return done(AuditAction.TITLED, row);
  }

  /**
   * Hides it, and lets it go after the grace time; until then it keeps what it covers.
   *
   * @return the clip as it is then
   */
  public ClipRow mark(String id, Duration grace) {
    ClipRow row = shown(id);
    tx.clips().mark(id, new BroadcastMark(nowMs, nowMs + grace.toMillis(), ShowEdits.BY_HAND));
    return done(AuditAction.MARKED, row);
  }

  /**
   * Takes a mark back.
   *
   * @return the clip as it is then
   */
  public ClipRow restore(String id) {
    ClipRow row = known(id);
    if (!tx.clips().restore(id)) {
      throw refused("clip " + id + " is not marked for deletion");
    }
    return done(AuditAction.RESTORED, row);
  }

  private ClipRow done(AuditAction action, ClipRow row) {
    tx.audit().add(AuditRow.of(nowMs, who, action, row, why));
    return known(row.id());
  }

  private ClipRow known(String id) {
    return tx.clips()
        .find(id)
        .orElseThrow(() -> refused("there is no clip " + id + ": 'aircheck clip ls' lists them"));
  }

  private ClipRow shown(String id) {
    ClipRow row = known(id);
    if (!row.isShown()) {
      throw refused(
          "clip %s is marked for deletion: 'aircheck clip restore %s' first".formatted(id, id));
    }
    return row;
  }

  private static IndexException refused(String words) {
    return new IndexException(IndexException.Kind.INVALID, words, null);
  }
}
