package tv.aircheck.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Questions about channels. */
public class Channels {
  static final String SELECT =
      """
      SELECT c.*,
        EXISTS (SELECT 1 FROM broadcasts b WHERE b.channel_id = c.id AND b.state = 'LIVE') AS live,
        (SELECT COUNT(*) FROM broadcasts b
          WHERE b.channel_id = c.id AND b.state NOT IN ('MARKED', 'REMOVING')) AS broadcasts,
        (SELECT MAX(b.started_at_ms) FROM broadcasts b
          WHERE b.channel_id = c.id AND b.state NOT IN ('MARKED', 'REMOVING')) AS last_started_at_ms
      FROM channels c
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
    ChannelName from = after == null ? new ChannelName("", "") : after;
    return handles.with(
        h ->
            h.createQuery(
                    SELECT
                        + " WHERE (c.app, c.name) > (:app, :name)"
                        + " ORDER BY c.app, c.name LIMIT :limit")
                .bind("app", from.app())
                .bind("name", from.name())
                .bind("limit", limit)
                .map((rs, context) -> row(rs))
                .list());
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
        rs.getLong("created_at_ms"),
        rs.getBoolean("live"),
        rs.getInt("broadcasts"),
        last);
  }
}
