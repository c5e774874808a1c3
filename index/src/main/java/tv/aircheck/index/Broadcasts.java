package tv.aircheck.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import tv.aircheck.index.access.LedTo;
import tv.aircheck.index.access.Subject;
import tv.aircheck.index.access.Visibility;

/** Questions about broadcasts. */
public class Broadcasts {
  private static final String SELECT =
      """
      SELECT b.*, c.app, c.name, c.visibility AS channel_visibility,
        (SELECT COUNT(*) FROM takes t WHERE t.broadcast_id = b.id) AS takes,
        (SELECT COALESCE(SUM(t.end_ms - t.gap_ms), 0) FROM takes t WHERE t.broadcast_id = b.id)
          AS duration_ms,
        (SELECT COALESCE(SUM(t.bytes), 0) FROM takes t WHERE t.broadcast_id = b.id) AS bytes
      FROM broadcasts b JOIN channels c ON c.id = b.channel_id
      """;

  /** In words that no index answers: the order of time is what has to be found by one. */
  private static final String SHOWN = "b.state NOT IN ('MARKED', 'REMOVING', 'CLIPPED')";

  /** What is to be found in the store as it is: also that of which only clips are left. */
  private static final String KEPT = "b.state NOT IN ('MARKED', 'REMOVING')";

  private static final String STARTS =
      """
      SELECT b.id, b.started_at_ms, b.state, b.visibility, COALESCE(SUM(t.end_ms - t.gap_ms), 0) AS duration_ms,
        COALESCE(SUM(t.bytes), 0) AS bytes
      FROM broadcasts b LEFT JOIN takes t ON t.broadcast_id = b.id
      WHERE b.channel_id = (SELECT id FROM channels WHERE app = :app AND name = :name)
        AND b.started_at_ms >= :from AND b.started_at_ms < :to
        AND b.state NOT IN ('MARKED', 'REMOVING', 'CLIPPED')
      GROUP BY b.id ORDER BY b.started_at_ms DESC, b.id DESC
      """;

  final Handles handles;

  Broadcasts(Handles handles) {
    this.handles = handles;
  }

  /** Also finds one that is marked or being removed: its state says so. */
  public Optional<BroadcastRow> find(String id) {
    return one(" WHERE b.id = :id", Map.of("id", id));
  }

  /** Whose it is and who gets to see it, and nothing else: of a broadcast or clip in any state. */
  public Optional<Subject> subject(String id) {
    return handles.with(
        h ->
            h.createQuery(
                    """
                    SELECT c.app, c.name, COALESCE(b.visibility, c.visibility) AS visibility
                    FROM broadcasts b JOIN channels c ON c.id = b.channel_id
                    WHERE b.id = :id
                      OR b.id = (SELECT k.broadcast_id FROM clips k WHERE k.id = :id)
                    """)
                .bind("id", id)
                .map(
                    (rs, context) ->
                        new Subject(
                            new ChannelName(rs.getString("app"), rs.getString("name")),
                            Visibility.valueOf(rs.getString("visibility"))))
                .findOne());
  }

  /** Who gets to see the show that is on air on a channel; empty without one. */
  public Optional<Visibility> visibilityOnAir(ChannelName channel) {
    return handles.with(
        h ->
            h.createQuery(
                    """
                    SELECT COALESCE(b.visibility, c.visibility)
                    FROM channels c JOIN broadcasts b ON b.channel_id = c.id
                    WHERE c.app = :app AND c.name = :name AND b.state = 'LIVE'
                    ORDER BY b.started_at_ms DESC, b.id DESC LIMIT 1
                    """)
                .bind("app", channel.app())
                .bind("name", channel.name())
                .map((rs, context) -> Visibility.valueOf(rs.getString(1)))
                .findOne());
  }

  /** Where a rule moved it; STANDARD for one that is not known. */
  public String tier(String id) {
    return handles.with(
        h ->
            h.createQuery("SELECT tier FROM broadcasts WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .orElse("STANDARD"));
  }

  /** None for one that nobody has asked for since it was archived. */
  public Optional<BroughtBack> broughtBack(String id) {
    return handles.with(
        h ->
            h.createQuery(
                    "SELECT asked_back_at_ms, back_at_ms FROM broadcasts"
                        + " WHERE id = :id AND asked_back_at_ms IS NOT NULL")
                .bind("id", id)
                .map(
                    (rs, context) ->
                        new BroughtBack(rs.getLong("asked_back_at_ms"), rs.getLong("back_at_ms")))
                .findOne());
  }

  /** The channel's newest broadcast, live or not. */
  public Optional<BroadcastRow> latest(ChannelName channel) {
    return one(
        " WHERE c.app = :app AND c.name = :name AND "
            + SHOWN
            + " ORDER BY b.started_at_ms DESC, b.id DESC LIMIT 1",
        Map.of("app", channel.app(), "name", channel.name()));
  }

  /**
   * The broadcast of the channel that had begun last at a moment, of those that somebody is led to;
   * it may have ended by then.
   */
  public Optional<BroadcastRow> at(ChannelName channel, long wallClockMs, LedTo led) {
    return one(
        " WHERE c.app = :app AND c.name = :name AND "
            + SHOWN
            + " AND (b.visibility IN ("
            + names(led.own())
            + ") OR b.visibility IS NULL AND c.visibility IN ("
            + names(led.channels())
            + ")) AND b.started_at_ms <= :at ORDER BY b.started_at_ms DESC, b.id DESC LIMIT 1",
        Map.of("app", channel.app(), "name", channel.name(), "at", wallClockMs));
  }

  private static String names(Set<Visibility> visibilities) {
    return visibilities.stream()
        .map(visibility -> "'" + visibility.name() + "'")
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** All in a state; meant for LIVE, MARKED and REMOVING, which are few. */
  public List<BroadcastRow> in(BroadcastState state) {
    return many(" WHERE b.state = :state ORDER BY b.started_at_ms", Map.of("state", state.name()));
  }

  /** Live ones none of whose takes is open: they end unless their publisher comes back in time. */
  public List<BroadcastRow> offAir() {
    return many(
        " WHERE b.state = 'LIVE' AND NOT EXISTS (SELECT 1 FROM takes t"
            + " WHERE t.broadcast_id = b.id AND t.ended_at_ms IS NULL)",
        Map.of());
  }

  /**
   * Newest first.
   *
   * @param cursor of the page before, or null for the first page
   */
  public BroadcastPage list(BroadcastFilter filter, String cursor, int limit) {
    return list(filter, SHOWN, cursor, limit);
  }

  /**
   * Those that lists see, and those of which only clips are left, newest first.
   *
   * @param channel null for all
   * @param cursor of the page before, or null for the first page
   */
  public BroadcastPage kept(ChannelName channel, String cursor, int limit) {
    return list(BroadcastFilter.all().of(channel), KEPT, cursor, limit);
  }

  private BroadcastPage list(BroadcastFilter filter, String unlessState, String cursor, int limit) {
    Map<String, Object> values = new HashMap<>();
    StringJoiner where = new StringJoiner(" AND ", " WHERE ", "");
    if (filter.state() == null) {
      where.add(unlessState);
    } else {
      where.add("b.state = :state");
      values.put("state", filter.state().name());
    }
    if (filter.channel() != null) {
      where.add("b.channel_id = (SELECT id FROM channels WHERE app = :app AND name = :name)");
      values.put("app", filter.channel().app());
      values.put("name", filter.channel().name());
    }
    if (filter.fromMs() != null) {
      where.add("b.started_at_ms >= :from");
      values.put("from", filter.fromMs());
    }
    if (filter.toMs() != null) {
      where.add("b.started_at_ms < :to");
      values.put("to", filter.toMs());
    }
    filter.words().narrow(where, values, "b.title", "c.app || '/' || c.name");
    if (cursor != null) {
      BroadcastCursor after = BroadcastCursor.parse(cursor);
      where.add("(b.started_at_ms, b.id) < (:after_ms, :after_id)");
      values.put("after_ms", after.startedAtMs());
      values.put("after_id", after.id());
    }
    values.put("limit", limit + 1);
    String order = " ORDER BY b.started_at_ms DESC, b.id DESC LIMIT :limit";
    return page(many(where + order, values), limit);
  }

  /** When a channel's shows began, newest first. */
  public List<ShowStart> starts(ChannelName channel, long fromMs, long toMs) {
    return handles.with(
        h ->
            h.createQuery(STARTS)
                .bind("app", channel.app())
                .bind("name", channel.name())
                .bind("from", fromMs)
                .bind("to", toMs)
                .map((rs, context) -> start(rs))
                .list());
  }

  private static ShowStart start(ResultSet rs) throws SQLException {
    String own = rs.getString("visibility");
    return new ShowStart(
        rs.getString("id"),
        rs.getLong("started_at_ms"),
        rs.getString("state").equals(BroadcastState.LIVE.name()),
        own == null ? null : Visibility.valueOf(own),
        rs.getLong("duration_ms"),
        rs.getLong("bytes"));
  }

  private static BroadcastPage page(List<BroadcastRow> rows, int limit) {
    if (rows.size() <= limit) {
      return new BroadcastPage(rows, null);
    }
    List<BroadcastRow> page = rows.subList(0, limit);
    return new BroadcastPage(page, BroadcastCursor.after(page.get(limit - 1)).word());
  }

  private Optional<BroadcastRow> one(String rest, Map<String, ?> values) {
    return many(rest, values).stream().findFirst();
  }

  private List<BroadcastRow> many(String rest, Map<String, ?> values) {
    return handles.with(
        h -> h.createQuery(SELECT + rest).bindMap(values).map((rs, context) -> row(rs)).list());
  }

  /** Of a row of broadcasts; null where there is none. */
  static BroadcastMark mark(ResultSet rs) throws SQLException {
    String rule = rs.getString("marked_by");
    return rule == null
        ? null
        : new BroadcastMark(rs.getLong("marked_at_ms"), rs.getLong("delete_at_ms"), rule);
  }

  private static BroadcastVisibility visibility(ResultSet rs) throws SQLException {
    String own = rs.getString("visibility");
    return new BroadcastVisibility(
        own == null ? null : Visibility.valueOf(own),
        Visibility.valueOf(rs.getString("channel_visibility")));
  }

  private static BroadcastRow row(ResultSet rs) throws SQLException {
    long ended = rs.getLong("ended_at_ms");
    Long endedAtMs = rs.wasNull() ? null : (Long) ended;
    return new BroadcastRow(
        rs.getString("id"),
        new ChannelName(rs.getString("app"), rs.getString("name")),
        rs.getString("title"),
        rs.getLong("started_at_ms"),
        endedAtMs,
        BroadcastState.valueOf(rs.getString("state")),
        rs.getBoolean("locked"),
        visibility(rs),
        mark(rs),
        rs.getInt("takes"),
        rs.getLong("duration_ms"),
        rs.getLong("bytes"));
  }
}
