package tv.aircheck.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import tv.aircheck.index.access.Visibility;

/** Questions about channels. */
public class Channels {
  static final String SELECT =
      """
      SELECT c.*,
        EXISTS (SELECT 1 FROM broadcasts b WHERE b.channel_id = c.id AND b.state = 'LIVE') AS live,
        (SELECT COUNT(*) FROM broadcasts b
          WHERE b.channel_id = c.id AND b.state NOT IN ('MARKED', 'REMOVING', 'CLIPPED')) AS broadcasts,
        (SELECT MAX(b.started_at_ms) FROM broadcasts b
          WHERE b.channel_id = c.id AND b.state NOT IN ('MARKED', 'REMOVING', 'CLIPPED')) AS last_started_at_ms
      FROM channels c
      """;

  static final String SUM =
      """
      WITH shows AS (
        SELECT b.locked AND b.state IN ('LIVE', 'ENDED') AS locked,
          b.state = 'LIVE' AS live,
          b.state IN ('LIVE', 'ENDED') AS shown,
          b.state IN ('MARKED', 'REMOVING') AS going,
          b.state = 'CLIPPED' AS clipped,
          b.started_at_ms,
          (SELECT COALESCE(SUM(t.bytes), 0) FROM takes t WHERE t.broadcast_id = b.id) AS bytes
        FROM broadcasts b WHERE b.channel_id = :channel
          AND (:hidden OR b.visibility IS NULL OR b.visibility = 'PUBLIC'))
      SELECT COALESCE(SUM(CASE WHEN shown THEN 1 ELSE 0 END), 0) AS shown,
        COALESCE(SUM(CASE WHEN live THEN 1 ELSE 0 END), 0) AS live,
        COALESCE(MAX(CASE WHEN shown THEN started_at_ms END), -1) AS last_started_at_ms,
        COALESCE(SUM(CASE WHEN locked THEN 1 ELSE 0 END), 0) AS locked,
        COALESCE(SUM(CASE WHEN shown THEN bytes ELSE 0 END), 0) AS bytes,
        COALESCE(SUM(CASE WHEN going THEN 1 ELSE 0 END), 0) AS going,
        COALESCE(SUM(CASE WHEN going THEN bytes ELSE 0 END), 0) AS going_bytes,
        COALESCE(SUM(CASE WHEN clipped THEN 1 ELSE 0 END), 0) AS clipped,
        COALESCE(SUM(CASE WHEN clipped THEN bytes ELSE 0 END), 0) AS clipped_bytes
      FROM shows
      """;

  final Handles handles;

  Channels(Handles handles) {
    this.handles = handles;
  }

  public Optional<ChannelRow> find(ChannelName channel) {
    return handles.with(
        h ->
            h.createQuery(SELECT + " WHERE c.app = :app AND c.name = :name")
                .bind("app", channel.app())
                .bind("name", channel.name())
                .map((rs, context) -> row(rs))
                .findOne());
  }

  /**
   * Channels in the order of their names.
   *
   * @param after the last channel of the page before, or null for the first page
   */
  public List<ChannelRow> list(ChannelName after, int limit) {
    return list(ChannelFilter.ALL, after, limit);
  }

  /** Those that a filter may mean, in the order of their names: see {@link ChannelFilter#fits}. */
  public List<ChannelRow> list(ChannelFilter filter, ChannelName after, int limit) {
    Map<String, Object> values = new HashMap<>();
    StringJoiner where = new StringJoiner(" AND ", " WHERE ", "");
    where.add("(c.app, c.name) > (:app, :name)");
    values.put("app", after == null ? "" : after.app());
    values.put("name", after == null ? "" : after.name());
    values.put("limit", limit);
    if (filter.live()) {
      where.add("c.id IN (SELECT channel_id FROM broadcasts WHERE state = 'LIVE')");
    }
    filter.words().narrow(where, values, "c.title", "c.app || '/' || c.name");
    return handles.with(
        h ->
            h.createQuery(SELECT + where + " ORDER BY c.app, c.name LIMIT :limit")
                .bindMap(values)
                .map((rs, context) -> row(rs))
                .list());
  }

  /** What is kept of a channel; costs a step for each of its takes. */
  public ChannelSum sum(long channelId) {
    return sum(channelId, true);
  }

  /**
   * The same.
   *
   * @param hidden with its shows that are unlisted or private by themselves
   */
  public ChannelSum sum(long channelId, boolean hidden) {
    return handles.with(
        h ->
            h.createQuery(SUM)
                .bind("channel", channelId)
                .bind("hidden", hidden)
                .map((rs, context) -> sum(rs))
                .one());
  }

  private static ChannelSum sum(ResultSet rs) throws SQLException {
    return new ChannelSum(
        new ChannelSum.OnAir(rs.getInt("live") > 0, rs.getLong("last_started_at_ms")),
        rs.getInt("shown"),
        rs.getInt("locked"),
        rs.getLong("bytes"),
        rs.getInt("going"),
        rs.getLong("going_bytes"),
        rs.getInt("clipped"),
        rs.getLong("clipped_bytes"));
  }

  /** Of a channel that nobody has published to yet, what holds for new ones. */
  public Visibility visibility(ChannelName channel) {
    return handles.with(
        h ->
            h.createQuery("SELECT visibility FROM channels WHERE app = :app AND name = :name")
                .bind("app", channel.app())
                .bind("name", channel.name())
                .map((rs, context) -> Visibility.valueOf(rs.getString(1)))
                .findOne()
                .orElse(Visibility.PUBLIC));
  }

  private static ChannelRow row(ResultSet rs) throws SQLException {
    long last = rs.getLong("last_started_at_ms");
    if (rs.wasNull()) {
      last = -1;
    }
    return new ChannelRow(
        rs.getLong("id"),
        new ChannelName(rs.getString("app"), rs.getString("name")),
        rs.getString("title"),
        Visibility.valueOf(rs.getString("visibility")),
        rs.getLong("created_at_ms"),
        rs.getBoolean("live"),
        rs.getInt("broadcasts"),
        last);
  }
}
