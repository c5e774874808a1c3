package tv.aircheck.index;

/** Adds to the audit; nothing of it is ever changed. */
public final class AuditWrites extends Audit {
  AuditWrites(Handles handles) {
    super(handles);
  }

  /** To be called in the work that does what the row says; gives the row its id. */
  public void add(AuditRow row) {
    handles.with(
        h ->
            h.createUpdate(
                    """
                    INSERT INTO audit (at_ms, who, action, subject, channel, bytes, why)
                    VALUES (:at, :who, :action, :subject, :channel, :bytes, :why)
                    """)
                .bind("at", row.atMs())
                .bind("who", row.who())
                .bind("action", row.action().name())
                .bind("subject", row.subject())
                .bind("channel", row.channel())
                .bind("bytes", row.bytes())
                .bind("why", row.why())
                .execute());
    handles.note(IndexChange.of(IndexChange.Kind.AUDITED, row.subject()));
  }
}
