package tv.aircheck.index;

import java.util.List;
import java.util.Map;

/**
 * Changes to the upload ledger: PENDING → UPLOADING → STORED, or back to PENDING after a failure.
 */
public final class UploadWrites extends Uploads {
  UploadWrites(Handles handles) {
    super(handles);
  }

  /** Enters a segment; to be called in the work that adds its row. */
  public boolean add(long takeSeq, long startPosition, long nowMs) {
    return update(
        "INSERT INTO uploads (take_seq, start_position, state, next_attempt_at_ms)"
            + " VALUES (:take, :start, 'PENDING', :now)"
            + " ON CONFLICT (take_seq, start_position) DO NOTHING",
        Map.of("take", takeSeq, "start", startPosition, "now", nowMs));
  }

  /** Takes the oldest that are due, and marks them UPLOADING. What is being removed is left out. */
  public List<UploadRow> claim(int limit, long nowMs) {
    List<UploadRow> due =
        handles.with(
            h ->
                h.createQuery(
                        SELECT
                            + " WHERE u.state <> 'STORED' AND u.state = 'PENDING'"
                            + " AND u.next_attempt_at_ms <= :now AND b.state <> 'REMOVING'"
                            + " ORDER BY u.next_attempt_at_ms LIMIT :limit")
                    .bindMap(Map.of("now", nowMs, "limit", limit))
                    .map((rs, context) -> row(rs))
                    .list());
    for (UploadRow row : due) {
      update(
          "UPDATE uploads SET state = 'UPLOADING' WHERE take_seq = :take AND start_position = :start",
          Map.of("take", row.takeSeq(), "start", row.startPosition()));
    }
    return due;
  }

  /** At start-up: what was under way when the program stopped is tried again. */
  public void releaseAll() {
    update(
        "UPDATE uploads SET state = 'PENDING' WHERE state <> 'STORED' AND state = 'UPLOADING'",
        Map.of());
  }

  /**
   * Notes that the object is in the store.
   *
   * @return false when the broadcast was removed meanwhile: the caller deletes the object again
   */
  public boolean stored(long takeSeq, long startPosition) {
    return update(
        """
        UPDATE uploads SET state = 'STORED', last_error = NULL
        WHERE take_seq = :take AND start_position = :start AND EXISTS (
          SELECT 1 FROM takes t JOIN broadcasts b ON b.id = t.broadcast_id
          WHERE t.seq = :take AND b.state <> 'REMOVING')
        """,
        Map.of("take", takeSeq, "start", startPosition));
  }

  public boolean failed(long takeSeq, long startPosition, long nextAttemptAtMs, String error) {
    return update(
        "UPDATE uploads SET state = 'PENDING', attempts = attempts + 1,"
            + " next_attempt_at_ms = :next, last_error = :error"
            + " WHERE take_seq = :take AND start_position = :start AND state <> 'STORED'",
        Map.of("take", takeSeq, "start", startPosition, "next", nextAttemptAtMs, "error", error));
  }

  private boolean update(String sql, Map<String, ?> values) {
    return handles.with(h -> h.createUpdate(sql).bindMap(values).execute()) > 0;
  }
}
