package tv.aircheck.index;

import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Changes to clips. What a broadcast's manifest says of them makes it due in the same work. */
public final class ClipWrites extends Clips {
  ClipWrites(Handles handles) {
    super(handles);
  }

  /**
   * Enters a clip of a broadcast that lists and players see; one that is already there under this
   * id is left as it is.
   *
   * @return false when the broadcast is not there, or something of it may be gone already
   */
  public boolean add(NewClip clip) {
    return handles.with(
        h -> {
          Map<String, Object> values = new HashMap<>();
          values.put("id", clip.id());
          values.put("broadcast", clip.broadcastId());
          values.put("title", clip.title());
          values.put("created", clip.createdAtMs());
          int added =
              h.createUpdate(
                      """
                      INSERT INTO clips (id, broadcast_id, channel_id, title, created_at_ms)
                      SELECT :id, b.id, b.channel_id, :title, :created FROM broadcasts b
                      WHERE b.id = :broadcast AND b.state IN ('LIVE', 'ENDED')
                      ON CONFLICT (id) DO NOTHING
                      """)
                  .bindMap(values)
                  .execute();
          if (added > 0) {
            addRanges(h, clip);
            ManifestWrites.broadcastChanged(h, clip.broadcastId());
          }
          return added > 0;
        });
  }

  private static void addRanges(Handle h, NewClip clip) {
    for (int i = 0; i < clip.ranges().size(); i++) {
      ClipRange range = clip.ranges().get(i);
      h.createUpdate(
              """
              INSERT INTO clip_ranges (clip_id, ordinal, take_seq, from_position, to_position,
                from_ms, to_ms)
              VALUES (:id, :ordinal, :take, :from, :to, :fromMs, :toMs)
              """)
          .bind("id", clip.id())
          .bind("ordinal", i)
          .bind("take", range.takeSeq())
          .bind("from", range.fromPosition())
          .bind("to", range.toPosition())
          .bind("fromMs", range.fromMs())
          .bind("toMs", range.toMs())
          .execute();
    }
  }

  /**
   * @param title null takes the one it has away
   * @return whether there is such a clip
   */
  public boolean title(String id, String title) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", id);
    values.put("title", title);
    boolean changed = update("UPDATE clips SET title = :title WHERE id = :id", values);
    if (changed) {
      manifestDue(id);
    }
    return changed;
  }

  /**
   * From here on nobody lists or plays it; until the mark's time is over it keeps what it covers,
   * and can be had back.
   *
   * @return false when it is marked already, or not there
   */
  public boolean mark(String id, BroadcastMark mark) {
    return update(
        "UPDATE clips SET marked_at_ms = :at, delete_at_ms = :until, marked_by = :rule"
            + " WHERE id = :id AND marked_by IS NULL",
        Map.of("id", id, "at", mark.markedAtMs(), "until", mark.deleteAtMs(), "rule", mark.rule()));
  }

  /** Takes a mark back; false when there is none. */
  public boolean restore(String id) {
    return update(
        "UPDATE clips SET marked_at_ms = NULL, delete_at_ms = NULL, marked_by = NULL"
            + " WHERE id = :id AND marked_by IS NOT NULL",
        Map.of("id", id));
  }

  /**
   * Forgets it: from here on it keeps nothing. Of a broadcast that is {@link
   * BroadcastState#CLIPPED} the removal goes on, with what no other clip keeps.
   *
   * @return whether there was such a clip
   */
  public boolean remove(String id) {
    manifestDue(id);
    update(
        "UPDATE broadcasts SET state = 'REMOVING' WHERE state = 'CLIPPED'"
            + " AND id = (SELECT broadcast_id FROM clips WHERE id = :id)",
        Map.of("id", id));
    return update("DELETE FROM clips WHERE id = :id", Map.of("id", id));
  }

  private void manifestDue(String id) {
    update(
        "UPDATE manifests SET changes = changes + 1"
            + " WHERE broadcast_id = (SELECT broadcast_id FROM clips WHERE id = :id)",
        Map.of("id", id));
  }

  private boolean update(String sql, Map<String, ?> values) {
    return handles.with(h -> h.createUpdate(sql).bindMap(values).execute()) > 0;
  }
}
