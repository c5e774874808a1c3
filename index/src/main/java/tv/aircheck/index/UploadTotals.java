package tv.aircheck.index;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How much of the upload ledger is in which state. */
public final class UploadTotals {
  /** The channels that wait, by one step in the index for each, however much waits. */
  static final String WAITING_CHANNELS =
      """
      WITH RECURSIVE waiting (id) AS (
        SELECT MIN(channel_id) FROM uploads WHERE state = 'PENDING' AND trouble IS NULL
        UNION ALL
        SELECT (SELECT MIN(channel_id) FROM uploads
          WHERE state = 'PENDING' AND trouble IS NULL AND channel_id > waiting.id)
        FROM waiting WHERE waiting.id IS NOT NULL)
      """;

  static final String OLDEST =
      WAITING_CHANNELS
          + """
          SELECT COALESCE(MIN(at_ms), -1) FROM (
            SELECT (SELECT s.wall_clock_ms FROM uploads u JOIN segments s
                ON s.take_seq = u.take_seq AND s.start_position = u.start_position
              WHERE u.state = 'PENDING' AND u.trouble IS NULL AND u.channel_id = waiting.id
              ORDER BY u.take_seq, u.start_position LIMIT 1) AS at_ms
            FROM waiting WHERE waiting.id IS NOT NULL
            UNION ALL
            SELECT s.wall_clock_ms FROM uploads u JOIN segments s
              ON s.take_seq = u.take_seq AND s.start_position = u.start_position
            WHERE u.state IN ('UPLOADING', 'STORED') AND u.state = 'UPLOADING'
              AND u.trouble IS NULL) oldest
          """;

  /** Each part is read from an index that holds all it needs, or is small. */
  static final String NOT_IN_STORE =
      """
      SELECT channel_id, file_bytes, 0 AS troubled FROM uploads
      WHERE state = 'PENDING' AND trouble IS NULL
      UNION ALL
      SELECT channel_id, file_bytes, 0 FROM uploads
      WHERE state IN ('UPLOADING', 'STORED') AND state = 'UPLOADING' AND trouble IS NULL
      UNION ALL
      SELECT channel_id, file_bytes, 1 FROM uploads
      WHERE trouble IS NOT NULL AND state <> 'VERIFIED' AND state <> 'STORED'
      """;

  private final Handles handles;

  UploadTotals(Handles handles) {
    this.handles = handles;
  }

  /** What the store does not have; costs a pass over what waits, not over what is stored. */
  public UploadBacklog backlog() {
    long oldest = handles.with(h -> h.createQuery(OLDEST).mapTo(Long.class).one());
    return handles.with(
        h ->
            h.createQuery(
                    "SELECT COUNT(*) AS n, COALESCE(SUM(file_bytes), 0) AS bytes,"
                        + " COALESCE(SUM(troubled), 0) AS troubled FROM ("
                        + NOT_IN_STORE
                        + ") waiting")
                .map(
                    (rs, context) ->
                        new UploadBacklog(
                            rs.getLong("n"), rs.getLong("bytes"), oldest, rs.getLong("troubled")))
                .one());
  }

  /** The channels with the most bytes that the store does not have. */
  public List<ChannelBacklog> ofChannels(int limit) {
    return handles.with(
        h ->
            h.createQuery(
                    "SELECT c.app, c.name, w.n, w.bytes FROM (SELECT channel_id, COUNT(*) AS n,"
                        + " SUM(file_bytes) AS bytes FROM ("
                        + NOT_IN_STORE
                        + ") waiting GROUP BY channel_id) w JOIN channels c ON c.id = w.channel_id"
                        + " ORDER BY w.bytes DESC, c.app, c.name LIMIT :limit")
                .bind("limit", limit)
                .map(
                    (rs, context) ->
                        new ChannelBacklog(
                            new ChannelName(rs.getString("app"), rs.getString("name")),
                            rs.getLong("n"),
                            rs.getLong("bytes")))
                .list());
  }

  /** Every state, in their order; costs a pass over the whole ledger. */
  public List<UploadCount> byState() {
    Map<UploadState, UploadCount> counts = new EnumMap<>(UploadState.class);
    for (UploadState state : UploadState.values()) {
      counts.put(state, new UploadCount(state, 0, 0));
    }
    handles
        .with(
            h ->
                h.createQuery(
                        "SELECT state, COUNT(*) AS n, SUM(file_bytes) AS bytes"
                            + " FROM uploads GROUP BY state")
                    .map(
                        (rs, context) ->
                            new UploadCount(
                                UploadState.valueOf(rs.getString("state")),
                                rs.getLong("n"),
                                rs.getLong("bytes")))
                    .list())
        .forEach(count -> counts.put(count.state(), count));
    return List.copyOf(counts.values());
  }

  /** How many are in which trouble; those without any are left out. */
  public Map<UploadTrouble, Long> troubles() {
    Map<UploadTrouble, Long> troubles = new EnumMap<>(UploadTrouble.class);
    handles.with(
        h ->
            h.createQuery(
                    "SELECT trouble, COUNT(*) AS n FROM uploads"
                        + " WHERE trouble IS NOT NULL GROUP BY trouble")
                .map(
                    (rs, context) ->
                        troubles.put(
                            UploadTrouble.valueOf(rs.getString("trouble")), rs.getLong("n")))
                .list());
    return troubles;
  }

  /** How many the store has, and that still have to be proven. */
  public long unproven() {
    return handles.with(
        h ->
            h.createQuery(
                    "SELECT COUNT(*) FROM uploads WHERE "
                        + Uploads.UNDER_WAY
                        + " AND state = 'STORED'")
                .mapTo(Long.class)
                .one());
  }
}
