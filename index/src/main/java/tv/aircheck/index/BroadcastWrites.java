package tv.aircheck.index;

import java.util.Map;

/** Changes to broadcasts. */
public final class BroadcastWrites extends Broadcasts {
  BroadcastWrites(Handles handles) {
    super(handles);
  }

  /** Begins a broadcast; one that is already there under this id is left as it is. */
  public void open(String id, long channelId, long startedAtMs) {
    update(
        "INSERT INTO broadcasts (id, channel_id, started_at_ms, state)"
            + " VALUES (:id, :channel, :started, 'LIVE') ON CONFLICT (id) DO NOTHING",
        Map.of("id", id, "channel", channelId, "started", startedAtMs));
  }

  /** Ends a live broadcast; false when it is not live. */
  public boolean end(String id, long endedAtMs) {
    return update(
        "UPDATE broadcasts SET state = 'ENDED', ended_at_ms = :ended"
            + " WHERE id = :id AND state = 'LIVE'",
        Map.of("id", id, "ended", endedAtMs));
  }

  /** Makes an ended broadcast live again, when its publisher came back within the window. */
  public boolean resume(String id) {
    return update(
        "UPDATE broadcasts SET state = 'LIVE', ended_at_ms = NULL WHERE id = :id AND state = 'ENDED'",
        Map.of("id", id));
  }

  /** Whether there is such a broadcast. */
  public boolean title(String id, String title) {
    return update(
        "UPDATE broadcasts SET title = :title WHERE id = :id", Map.of("id", id, "title", title));
  }

  /** A locked broadcast is not removed. */
  public boolean lock(String id, boolean locked) {
    return update(
        "UPDATE broadcasts SET locked = :locked WHERE id = :id",
        Map.of("id", id, "locked", locked));
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
            + " WHERE id = :id AND state IN ('ENDED', 'REMOVING') AND NOT locked",
        Map.of("id", id));
  }

  /** Last step of a removal, after {@link TakeWrites#remove} of each of its takes. */
  public boolean remove(String id) {
    return update("DELETE FROM broadcasts WHERE id = :id AND state = 'REMOVING'", Map.of("id", id));
  }

  private boolean update(String sql, Map<String, ?> values) {
    return handles.with(h -> h.createUpdate(sql).bindMap(values).execute()) > 0;
  }
}
