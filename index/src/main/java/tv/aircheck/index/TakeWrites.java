package tv.aircheck.index;

import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Changes to takes. */
public final class TakeWrites extends Takes {
  TakeWrites(Handles handles) {
    super(handles);
  }

  /**
   * Adds the take as its broadcast's last; a take that is already there keeps its place. Gives its
   * seq.
   */
  public long open(NewTake take) {
    return handles.with(
        h -> {
          h.createUpdate(
                  """
                  INSERT INTO takes (id, broadcast_id, ordinal, origin_node, opened_by,
                    previous_take_id, started_at_ms)
                  VALUES (:id, :broadcast,
                    (SELECT COALESCE(MAX(ordinal) + 1, 0) FROM takes WHERE broadcast_id = :broadcast),
                    :origin, :openedBy, :previous, :started)
                  ON CONFLICT (id) DO NOTHING
                  """)
              .bind("id", take.id())
              .bind("broadcast", take.broadcastId())
              .bind("origin", take.originNode())
              .bind("openedBy", take.openedBy())
              .bind("previous", take.previousTakeId())
              .bind("started", take.startedAtMs())
              .execute();
          return h.createQuery("SELECT seq FROM takes WHERE id = :id")
              .bind("id", take.id())
              .mapTo(Long.class)
              .one();
        });
  }

  /** Ends an open take; false when it has ended already. */
  public boolean end(long seq, long endedAtMs, String reason) {
    return handles.with(
            h ->
                h.createUpdate(
                        "UPDATE takes SET ended_at_ms = :ended, end_reason = :reason"
                            + " WHERE seq = :seq AND ended_at_ms IS NULL")
                    .bind("ended", endedAtMs)
                    .bind("reason", reason)
                    .bind("seq", seq)
                    .execute())
        > 0;
  }

  /** Makes an ended take open again, when its origin turns out to have more of it. */
  public boolean reopen(long seq) {
    return handles.with(
            h ->
                h.createUpdate(
                        "UPDATE takes SET ended_at_ms = NULL, end_reason = NULL"
                            + " WHERE seq = :seq AND ended_at_ms IS NOT NULL")
                    .bind("seq", seq)
                    .execute())
        > 0;
  }

  /**
   * Forgets a take with its segments, gaps and uploads; its files must be gone by now. Its id is
   * remembered, so that what comes into the store late is known for rubbish.
   */
  public void remove(long seq) {
    handles.with(
        h -> {
          h.createUpdate(
                  "INSERT INTO removed_takes (take_id) SELECT id FROM takes WHERE seq = :seq"
                      + " ON CONFLICT (take_id) DO NOTHING")
              .bind("seq", seq)
              .execute();
          forget(seq);
          return null;
        });
  }

  /** The same of one that brought nothing: there is nothing of it that was removed. */
  public void forget(long seq) {
    handles.with(
        h -> {
          delete(h, "DELETE FROM uploads WHERE take_seq = :seq", seq);
          delete(h, "DELETE FROM bundle_members WHERE take_seq = :seq", seq);
          delete(h, "DELETE FROM segments WHERE take_seq = :seq", seq);
          delete(h, "DELETE FROM gaps WHERE take_seq = :seq", seq);
          return delete(h, "DELETE FROM takes WHERE seq = :seq", seq);
        });
  }

  private static int delete(Handle h, String sql, long seq) {
    return h.createUpdate(sql).bindMap(Map.of("seq", seq)).execute();
  }
}
