package tv.aircheck.index;

import java.util.HashMap;
import java.util.Map;
import tv.aircheck.index.IndexChange.Kind;
import tv.aircheck.index.access.Visibility;

/** Changes to broadcasts. */
public final class BroadcastWrites extends Broadcasts {
  BroadcastWrites(Handles handles) {
    super(handles);
  }

  /** Begins a broadcast; one that is already there under this id is left as it is. */
  public void open(String id, long channelId, long startedAtMs) {
    boolean begun =
        update(
            "INSERT INTO broadcasts (id, channel_id, started_at_ms, state)"
                + " VALUES (:id, :channel, :started, 'LIVE') ON CONFLICT (id) DO NOTHING",
            Map.of("id", id, "channel", channelId, "started", startedAtMs));
    if (begun) {
      handles.note(IndexChange.of(Kind.WENT_LIVE, id));
    }
  }

  /** Ends a live broadcast; false when it is not live. */
  public boolean end(String id, long endedAtMs) {
    boolean ended =
        update(
            "UPDATE broadcasts SET state = 'ENDED', ended_at_ms = :ended"
                + " WHERE id = :id AND state = 'LIVE'",
            Map.of("id", id, "ended", endedAtMs));
    if (ended) {
      new ManifestWrites(handles).changed(id);
      handles.note(IndexChange.of(Kind.ENDED, id));
    }
    return ended;
  }

  /**
   * Makes an ended broadcast live again, when its publisher came back within the window; also one
   * of which only clips were left.
   */
  public boolean resume(String id) {
    boolean resumed =
        update(
            "UPDATE broadcasts SET state = 'LIVE', ended_at_ms = NULL, marked_at_ms = NULL,"
                + " delete_at_ms = NULL, marked_by = NULL WHERE id = :id AND state IN ('ENDED', 'CLIPPED')",
            Map.of("id", id));
    if (resumed) {
      handles.note(IndexChange.of(Kind.WENT_LIVE, id));
    }
    return resumed;
  }

  /**
   * Whether there is such a broadcast.
   *
   * @param title null takes the one it has away
   */
  public boolean title(String id, String title) {
    int changed =
        handles.with(
            h ->
                h.createUpdate("UPDATE broadcasts SET title = :title WHERE id = :id")
                    .bind("title", title)
                    .bind("id", id)
                    .execute());
    return noted(id, changed > 0);
  }

  /**
   * A locked broadcast is neither marked nor removed.
   *
   * @return false when it is marked or being removed already, or not there
   */
  public boolean lock(String id, boolean locked) {
    return noted(
        id,
        update(
            "UPDATE broadcasts SET locked = :locked WHERE id = :id AND state IN ('LIVE', 'ENDED')",
            Map.of("id", id, "locked", locked)));
  }

  /**
   * Says who gets to see it; whether there is such a broadcast.
   *
   * @param visibility null: as its channel
   */
  public boolean visibility(String id, Visibility visibility) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", id);
    values.put("visibility", visibility == null ? null : visibility.name());
    return noted(
        id, update("UPDATE broadcasts SET visibility = :visibility WHERE id = :id", values));
  }

  /** Its manifest says such things, too. */
  private boolean noted(String id, boolean changed) {
    if (changed) {
      handles.with(
          h -> {
            ManifestWrites.broadcastChanged(h, id);
            return null;
          });
    }
    return changed;
  }

  /**
   * From here on nobody lists or plays it; until the mark's time is over it can be had back.
   *
   * @param endedAtMs when it ended, as far as the caller knows
   * @return false when it is live, locked, marked already, not there, or ended at another time
   */
  public boolean mark(String id, long endedAtMs, BroadcastMark mark) {
    boolean marked =
        update(
            """
            UPDATE broadcasts SET state = 'MARKED', marked_at_ms = :at, delete_at_ms = :until,
              marked_by = :rule
            WHERE id = :id AND state = 'ENDED' AND NOT locked AND ended_at_ms = :ended
            """,
            Map.of(
                "id",
                id,
                "ended",
                endedAtMs,
                "at",
                mark.markedAtMs(),
                "until",
                mark.deleteAtMs(),
                "rule",
                mark.rule()));
    return noted(id, marked);
  }

  /** Takes a mark back; false when there is none, or it is too late. */
  public boolean restore(String id) {
    return noted(
        id,
        update(
            "UPDATE broadcasts SET state = 'ENDED', marked_at_ms = NULL, delete_at_ms = NULL,"
                + " marked_by = NULL WHERE id = :id AND state = 'MARKED'",
            Map.of("id", id)));
  }

  /** Notes that all of its objects are in a tier; what was brought back before is there no more. */
  public boolean tier(String id, String tier) {
    return update(
        "UPDATE broadcasts SET tier = :tier, asked_back_at_ms = NULL, back_at_ms = NULL"
            + " WHERE id = :id",
        Map.of("id", id, "tier", tier));
  }

  /** Notes that it is being brought back. */
  public boolean broughtBack(String id, BroughtBack row) {
    return update(
        "UPDATE broadcasts SET asked_back_at_ms = :asked, back_at_ms = :ready WHERE id = :id",
        Map.of("id", id, "asked", row.askedAtMs(), "ready", row.readyAtMs()));
  }

  /**
   * First step of a removal: from here on nobody lists or plays it, and its uploads stop. A crash
   * after this step leaves a broadcast in {@link BroadcastState#REMOVING}, whose removal is to be
   * run again.
   *
   * @return false when it is live, locked or not there
   */
  public boolean markRemoving(String id) {
    return update(
        "UPDATE broadcasts SET state = 'REMOVING'"
            + " WHERE id = :id AND state IN ('ENDED', 'MARKED', 'REMOVING') AND NOT locked",
        Map.of("id", id));
  }

  /**
   * Last step of a removal where clips are left: what they do not cover is gone.
   *
   * @return false when it is not being removed, or has no clip any more
   */
  public boolean clipped(String id) {
    return update(
        "UPDATE broadcasts SET state = 'CLIPPED' WHERE id = :id AND state = 'REMOVING'"
            + " AND EXISTS (SELECT 1 FROM clips k WHERE k.broadcast_id = :id)",
        Map.of("id", id));
  }

  /**
   * What is being removed goes on, or turns out to have gone on, when an index is rebuilt.
   *
   * @return false when it is not being removed
   */
  public boolean wentOn(String id) {
    return noted(
        id,
        update(
            "UPDATE broadcasts SET state = 'ENDED', marked_at_ms = NULL, delete_at_ms = NULL,"
                + " marked_by = NULL WHERE id = :id AND state = 'REMOVING'",
            Map.of("id", id)));
  }

  /** Last step of a removal, after {@link TakeWrites#remove} of each of its takes. */
  public boolean remove(String id) {
    return update("DELETE FROM broadcasts WHERE id = :id AND state = 'REMOVING'", Map.of("id", id));
  }

  private boolean update(String sql, Map<String, ?> values) {
    return handles.with(h -> h.createUpdate(sql).bindMap(values).execute()) > 0;
  }
}
