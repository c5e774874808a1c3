package tv.aircheck.playback;

import java.util.List;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.TakeRow;

/**
 * A broadcast as the index knew it at one moment.
 *
 * @param takes in the order they are played; {@link Span#take} counts in it
 */
record Show(BroadcastRow row, List<TakeRow> takes, Timeline timeline) {
  String id() {
    return row.id();
  }

  /** More may come. */
  boolean onAir() {
    return row.isLive();
  }

  TakeRow take(Span span) {
    return takes.get(span.take());
  }

  Show without(List<Hole> lost) {
    return lost.isEmpty() ? this : new Show(row, takes, timeline.without(lost));
  }
}
