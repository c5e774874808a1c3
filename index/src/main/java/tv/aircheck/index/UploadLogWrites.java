package tv.aircheck.index;

import java.util.Map;

/** Notes what the uploads go through. */
public final class UploadLogWrites extends UploadLog {
  private static final long KEPT_MINUTES = 60;
  private static final int KEPT_OUTAGES = 20;

  UploadLogWrites(Handles handles) {
    super(handles);
  }

  /** So much has gone to the store since the last time. */
  public void put(long nowMs, long segments, long bytes) {
    update(
        "INSERT INTO upload_minutes (started_at_ms, segments, bytes) VALUES (:minute, :n, :bytes)"
            + " ON CONFLICT (started_at_ms) DO UPDATE SET"
            + " segments = upload_minutes.segments + :n, bytes = upload_minutes.bytes + :bytes",
        Map.of("minute", minute(nowMs), "n", segments, "bytes", bytes));
    forgetOld(nowMs);
  }

  /** So much waits now. */
  public void waits(long nowMs, long bytes) {
    update(
        "INSERT INTO upload_minutes (started_at_ms, backlog_bytes) VALUES (:minute, :bytes)"
            + " ON CONFLICT (started_at_ms) DO UPDATE SET backlog_bytes = :bytes",
        Map.of("minute", minute(nowMs), "bytes", bytes));
    forgetOld(nowMs);
  }

  private void forgetOld(long nowMs) {
    update(
        "DELETE FROM upload_minutes WHERE started_at_ms < :oldest",
        Map.of("oldest", nowMs - KEPT_MINUTES * UploadMinute.MS));
  }

  private static long minute(long nowMs) {
    return nowMs - nowMs % UploadMinute.MS;
  }

  /** As an outage stands now; the one that began at the same time is replaced. */
  public void outage(StoreOutage outage) {
    handles.with(
        h ->
            h.createUpdate(
                    """
                    INSERT INTO store_outages (started_at_ms, ended_at_ms, failures,
                      next_try_at_ms, last_error)
                    VALUES (:start, :end, :failures, :next, :error)
                    ON CONFLICT (started_at_ms) DO UPDATE SET ended_at_ms = :end,
                      failures = :failures, next_try_at_ms = :next, last_error = :error
                    """)
                .bind("start", outage.startedAtMs())
                .bind("end", outage.endedAtMs())
                .bind("failures", outage.failures())
                .bind("next", outage.nextTryAtMs())
                .bind("error", outage.lastError())
                .execute());
    update(
        "DELETE FROM store_outages WHERE started_at_ms NOT IN (SELECT started_at_ms"
            + " FROM store_outages ORDER BY started_at_ms DESC LIMIT :kept)",
        Map.of("kept", KEPT_OUTAGES));
  }

  private void update(String sql, Map<String, ?> values) {
    handles.with(h -> h.createUpdate(sql).bindMap(values).execute());
  }
}
