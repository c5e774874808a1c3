package tv.aircheck.index;

import java.util.List;

/** Questions about gaps. */
public class Gaps {
  final Handles handles;

  Gaps(Handles handles) {
    this.handles = handles;
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
