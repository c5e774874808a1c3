package tv.aircheck.index;

import java.util.Map;
import tv.aircheck.index.BundleRow.Singles;

/** Changes to bundles. */
public final class BundleWrites extends Bundles {
  BundleWrites(Handles handles) {
    super(handles);
  }

  /** Enters a bundle; gives its seq. Nothing is read from it before it has members. */
  public long add(BundleRow row) {
    return handles.with(
        h -> {
          h.createUpdate(
                  """
                  INSERT INTO bundles (broadcast_id, object_key, bytes, crc32c, made_at_ms, tier,
                    singles, singles_until_ms)
                  VALUES (:broadcast, :key, :bytes, :crc, :made, :tier, :singles, :until)
                  """)
              .bind("broadcast", row.broadcastId())
              .bind("key", row.key())
              .bind("bytes", row.bytes())
              .bind("crc", row.crc32c())
              .bind("made", row.madeAtMs())
              .bind("tier", row.tier())
              .bind("singles", row.singles().name())
              .bind("until", row.singlesUntilMs())
              .execute();
          return h.createQuery("SELECT seq FROM bundles WHERE object_key = :key")
              .bind("key", row.key())
              .mapTo(Long.class)
              .one();
        });
  }

  /**
   * From here on a segment is read from a bundle; to be called for all of them in one work.
   *
   * @return false when it is in another one already, or is not there any more
   */
  public boolean addMember(long bundleSeq, long takeSeq, long startPosition, long offset) {
    return update(
        """
        INSERT INTO bundle_members (take_seq, start_position, bundle_seq, byte_offset)
        SELECT take_seq, start_position, :bundle, :offset FROM segments
        WHERE take_seq = :take AND start_position = :start
        ON CONFLICT (take_seq, start_position) DO NOTHING
        """,
        Map.of("bundle", bundleSeq, "take", takeSeq, "start", startPosition, "offset", offset));
  }

  /**
   * From here on a segment is read from an object of its own again.
   *
   * @return false when it is in no bundle, or in one whose single objects are just being deleted
   */
  public boolean removeMember(long takeSeq, long startPosition) {
    return update(
        "DELETE FROM bundle_members WHERE take_seq = :take AND start_position = :start"
            + " AND bundle_seq NOT IN (SELECT seq FROM bundles WHERE singles = 'GOING')",
        Map.of("take", takeSeq, "start", startPosition));
  }

  /** Forgets one that has no members. */
  public boolean remove(long seq) {
    return update("DELETE FROM bundles WHERE seq = :seq", Map.of("seq", seq));
  }

  public boolean singles(long seq, Singles singles) {
    return update(
        "UPDATE bundles SET singles = :singles WHERE seq = :seq",
        Map.of("seq", seq, "singles", singles.name()));
  }

  /** Notes the tier that it is in. */
  public boolean tier(long seq, String tier) {
    return update(
        "UPDATE bundles SET tier = :tier WHERE seq = :seq", Map.of("seq", seq, "tier", tier));
  }

  private boolean update(String sql, Map<String, ?> values) {
    return handles.with(h -> h.createUpdate(sql).bindMap(values).execute()) > 0;
  }
}
