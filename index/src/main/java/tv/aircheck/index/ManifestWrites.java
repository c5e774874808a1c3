package tv.aircheck.index;

import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Changes to what is known of manifests. */
public final class ManifestWrites extends Manifests {
  ManifestWrites(Handles handles) {
    super(handles);
  }

  /** The broadcast's manifest is due, also when it had none so far. */
  public void changed(String broadcastId) {
    handles.with(
        h ->
            h.createUpdate(
                    "INSERT INTO manifests (broadcast_id, changes) VALUES (:id, 1)"
                        + " ON CONFLICT (broadcast_id) DO UPDATE SET changes = manifests.changes + 1")
                .bind("id", broadcastId)
                .execute());
  }

  /**
   * Notes a manifest that is in the store.
   *
   * @param written its {@link ManifestRow#changes} are those that were counted before it was made
   */
  public void written(ManifestRow written) {
    handles.with(
        h ->
            h.createUpdate(
                    """
                    INSERT INTO manifests (broadcast_id, changes, written_changes, revision, sha256,
                      bytes, written_at_ms)
                    VALUES (:id, :changes, :changes, :revision, :sha256, :bytes, :at)
                    ON CONFLICT (broadcast_id) DO UPDATE SET written_changes = :changes,
                      revision = :revision, sha256 = :sha256, bytes = :bytes, written_at_ms = :at
                    """)
                .bind("id", written.broadcastId())
                .bind("changes", written.changes())
                .bind("revision", written.revision())
                .bind("sha256", written.sha256())
                .bind("bytes", written.bytes())
                .bind("at", written.writtenAtMs())
                .execute());
  }

  /** Nothing while it has no line: its end makes one. */
  static void broadcastChanged(Handle h, String broadcastId) {
    h.createUpdate("UPDATE manifests SET changes = changes + 1 WHERE broadcast_id = :id")
        .bind("id", broadcastId)
        .execute();
  }

  /** All of its broadcasts that have one. */
  static void channelChanged(Handle h, ChannelName channel) {
    h.createUpdate(
            """
            UPDATE manifests SET changes = changes + 1
            WHERE broadcast_id IN (SELECT b.id FROM broadcasts b
              JOIN channels c ON c.id = b.channel_id WHERE c.app = :app AND c.name = :name)
            """)
        .bindMap(Map.of("app", channel.app(), "name", channel.name()))
        .execute();
  }

  static void takeChanged(Handle h, long takeSeq) {
    h.createUpdate(
            "UPDATE manifests SET changes = changes + 1"
                + " WHERE broadcast_id = (SELECT broadcast_id FROM takes WHERE seq = :take)")
        .bindMap(Map.of("take", takeSeq))
        .execute();
  }
}
