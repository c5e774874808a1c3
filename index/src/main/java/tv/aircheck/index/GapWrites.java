package tv.aircheck.index;

/** Changes to gaps. */
public final class GapWrites extends Gaps {
  GapWrites(Handles handles) {
    super(handles);
  }

  /** Notes a gap once; false when one from the same position was noted before. */
  public boolean add(GapRow gap) {
    return handles.with(
        h -> {
          int added =
              h.createUpdate(
                      """
                      INSERT INTO gaps (take_seq, from_position, to_position, from_ms, to_ms, reason,
                        noted_at_ms)
                      VALUES (:take, :from, :to, :fromMs, :toMs, :reason, :noted)
                      ON CONFLICT (take_seq, from_position) DO NOTHING
                      """)
                  .bind("take", gap.takeSeq())
                  .bind("from", gap.fromPosition())
                  .bind("to", gap.toPosition())
                  .bind("fromMs", gap.fromMs())
                  .bind("toMs", gap.toMs())
                  .bind("reason", gap.reason())
                  .bind("noted", gap.notedAtMs())
                  .execute();
          if (added > 0) {
            h.createUpdate(
                    """
                    UPDATE takes SET gap_ms = gap_ms + :missing,
                      end_ms = CASE WHEN end_ms < :toMs THEN :toMs ELSE end_ms END
                    WHERE seq = :take
                    """)
                .bind("missing", gap.toMs() - gap.fromMs())
                .bind("toMs", gap.toMs())
                .bind("take", gap.takeSeq())
                .execute();
            ManifestWrites.takeChanged(h, gap.takeSeq());
          }
          return added > 0;
        });
  }

  /** Takes a gap back: what was missing turned out to be there. */
  public boolean remove(GapRow gap) {
    return handles.with(
        h -> {
          int removed =
              h.createUpdate("DELETE FROM gaps WHERE take_seq = :take AND from_position = :from")
                  .bind("take", gap.takeSeq())
                  .bind("from", gap.fromPosition())
                  .execute();
          if (removed > 0) {
            h.createUpdate("UPDATE takes SET gap_ms = gap_ms - :missing WHERE seq = :take")
                .bind("missing", gap.toMs() - gap.fromMs())
                .bind("take", gap.takeSeq())
                .execute();
            ManifestWrites.takeChanged(h, gap.takeSeq());
          }
          return removed > 0;
        });
  }
}
