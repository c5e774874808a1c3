package tv.aircheck.recorder.rebuild;

import java.util.Optional;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.IndexReads;
import tv.aircheck.index.TakeRow;
import tv.aircheck.recorder.DeletedParts;

/**
 * A take that a manifest tells of.
 *
 * @param hidden by its manifest, only clips are left of its show, or it is marked for deletion; it
 *     may have gone on since, and then it is not
 * @param reached how far the manifest tells of it
 * @param deleted of it, and not to come back: what gaps stand for, and where only clips are left
 *     all that the manifest does not list
 */
record ToldTake(String broadcastId, boolean hidden, long reached, DeletedParts deleted) {

  /** Asked before anything else of the take is entered; empty where no manifest tells of it. */
  static Optional<ToldTake> find(IndexReads index, String takeId) {
    return index.takes().find(takeId).map(take -> of(index, take));
  }

  private static ToldTake of(IndexReads index, TakeRow take) {
    BroadcastState state = index.broadcasts().find(take.broadcastId()).orElseThrow().state();
    boolean cut = state == BroadcastState.REMOVING;
    long reached = take.extent().endPosition();
    for (GapRow gap : index.gaps().ofTake(take.seq())) {
      reached = Math.max(reached, gap.toPosition());
    }
    return new ToldTake(
        take.broadcastId(),
        cut || state == BroadcastState.MARKED,
        reached,
        cut ? DeletedParts.upTo(reached) : DeletedParts.of(index, take.seq()));
  }

  /** Whether its show went on, if there is something of the take at a position. */
  boolean wentOn(long position) {
    return hidden && position >= reached;
  }
}
