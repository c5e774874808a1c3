package tv.aircheck.recorder.rebuild;

import java.util.Optional;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.IndexReads;
import tv.aircheck.index.TakeRow;

/**
 * Shows of which, by their manifests, only clips are left: what was deleted of them is not to come
 * back. Such a show may have gone on since, and what came then is.
 */
final class ClippedShows {
  private ClippedShows() {}

  /** How far a take goes that belongs to one, by its manifest; empty for a take of another show. */
  static Optional<Long> reached(IndexReads index, TakeRow take) {
    boolean clipped =
        index
            .broadcasts()
            .find(take.broadcastId())
            .filter(row -> row.state() == BroadcastState.REMOVING)
            .isPresent();
    if (!clipped) {
      return Optional.empty();
    }
    long reached = take.extent().endPosition();
    for (GapRow gap : index.gaps().ofTake(take.seq())) {
      reached = Math.max(reached, gap.toPosition());
    }
    return Optional.of(reached);
  }
}
