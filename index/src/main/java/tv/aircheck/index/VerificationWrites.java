package tv.aircheck.index;

import java.util.Map;

/** Notes what was verified. */
public final class VerificationWrites extends Verifications {
  VerificationWrites(Handles handles) {
    super(handles);
  }

  /** Begins a run; those before it are not gone on with any more. Gives it as it is kept. */
  public VerifyRun begin(
      String channel, String broadcast, String depth, int samplePercent, long nowMs) {
    handles.with(
        h ->
            h.createUpdate(
                    """
                    INSERT INTO verify_runs (channel, broadcast, depth, sample_percent, started_at_ms)
                    VALUES (:channel, :broadcast, :depth, :sample, :now)
                    """)
                .bindMap(
                    Map.of(
                        "channel", channel,
                        "broadcast", broadcast,
                        "depth", depth,
                        "sample", samplePercent,
                        "now", nowMs))
                .execute());
    update("DELETE FROM verify_runs WHERE id < (SELECT MAX(id) FROM verify_runs)", Map.of());
    return lastRun().orElseThrow();
  }

  /** Notes how far it has come. */
  public void stands(VerifyRun run) {
    handles.with(
        h ->
            h.createUpdate(
                    """
                    UPDATE verify_runs SET page = :page, at_take = :take,
                      at_position = :position, part_segments = :partSegments,
                      part_bytes = :partBytes, segments = :segments, bytes = :bytes,
                      damaged = :damaged, finished_at_ms = :finished
                    WHERE id = :id
                    """)
                .bind("page", run.place().page())
                .bind("take", run.place().takeSeq())
                .bind("position", run.place().position())
                .bind("partSegments", run.place().part().segments())
                .bind("partBytes", run.place().part().bytes())
                .bind("segments", run.sum().segments())
                .bind("bytes", run.sum().bytes())
                .bind("damaged", run.sum().damaged())
                .bind("finished", run.finishedAtMs())
                .bind("id", run.id())
                .execute());
  }

  /** A broadcast was gone through. */
  public void verified(VerificationRow row) {
    handles.with(
        h ->
            h.createUpdate(
                    """
                    INSERT INTO verifications (broadcast_id, depth, sample_percent, verified_at_ms,
                      segments, bytes, damaged)
                    VALUES (:id, :depth, :sample, :at, :segments, :bytes, :damaged)
                    ON CONFLICT (broadcast_id) DO UPDATE SET depth = :depth,
                      sample_percent = :sample, verified_at_ms = :at, segments = :segments,
                      bytes = :bytes, damaged = :damaged
                    """)
                .bind("id", row.broadcastId())
                .bind("depth", row.depth())
                .bind("sample", row.samplePercent())
                .bind("at", row.verifiedAtMs())
                .bind("segments", row.segments())
                .bind("bytes", row.bytes())
                .bind("damaged", row.damaged())
                .execute());
  }

  public void damaged(DamageRow row) {
    handles.with(
        h ->
            h.createUpdate(
                    """
                    INSERT INTO damages (broadcast_id, object_key, take_seq, start_position, kind,
                      words, found_at_ms)
                    VALUES (:id, :key, :take, :start, :kind, :words, :at)
                    ON CONFLICT (broadcast_id, object_key) DO UPDATE SET kind = :kind,
                      words = :words, found_at_ms = :at
                    """)
                .bind("id", row.broadcastId())
                .bind("key", row.key())
                .bind("take", row.takeSeq())
                .bind("start", row.startPosition())
                .bind("kind", row.kind().name())
                .bind("words", row.words())
                .bind("at", row.foundAtMs())
                .execute());
  }

  /** An object was found whole, or repaired, or given up. */
  public void sound(String broadcastId, String key) {
    update(
        "DELETE FROM damages WHERE broadcast_id = :id AND object_key = :key",
        Map.of("id", broadcastId, "key", key));
  }

  /**
   * An object was looked at and nothing was found. Unless it was read in whole, that takes back
   * only that it is missing.
   */
  public void soundAtDepth(String broadcastId, String key, boolean read) {
    if (read) {
      sound(broadcastId, key);
    } else {
      update(
          "DELETE FROM damages WHERE broadcast_id = :id AND object_key = :key"
              + " AND kind = 'MISSING'",
          Map.of("id", broadcastId, "key", key));
    }
  }

  private void update(String sql, Map<String, ?> values) {
    handles.with(h -> h.createUpdate(sql).bindMap(values).execute());
  }
}
