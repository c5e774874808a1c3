package tv.aircheck.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Questions about gaps. */
public class Gaps {
  final Handles handles;

  Gaps(Handles handles) {
    this.handles = handles;
  }

  /** Of the takes that have not ended and have any, by the takes' ids. */
  public Map<String, GapSum> ofOpenTakes() {
    Map<String, GapSum> sums = new HashMap<>();
    handles.with(
        h ->
            h.createQuery(
                    """
                    SELECT t.id, COUNT(*) AS n, SUM(g.to_position - g.from_position) AS bytes
                    FROM takes t JOIN gaps g ON g.take_seq = t.seq
                    WHERE t.ended_at_ms IS NULL GROUP BY t.id
                    """)
                .map(
                    (rs, context) ->
                        sums.put(
                            rs.getString("id"), new GapSum(rs.getInt("n"), rs.getLong("bytes"))))
                .list());
    return sums;
  }

  /** In the order of their positions. */
  public List<GapRow> ofTake(long takeSeq) {
    return handles.with(
        h ->
            h.createQuery("SELECT * FROM gaps WHERE take_seq = :take ORDER BY from_position")
                .bind("take", takeSeq)
                .map(
                    (rs, context) ->
                        new GapRow(
                            rs.getLong("take_seq"),
                            rs.getLong("from_position"),
                            rs.getLong("to_position"),
                            rs.getLong("from_ms"),
                            rs.getLong("to_ms"),
                            rs.getString("reason"),
                            rs.getLong("noted_at_ms")))
                .list());
  }
}
