package tv.aircheck.playback;

import java.util.List;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.ClipRow;
import tv.aircheck.index.TakeRow;

/**
 * A broadcast, or a clip of one, as the index knew it at one moment. A clip's timeline is that of
 * its ranges, its first picture at offset 0: whoever plays spans plays it like a broadcast.
 *
 * @param row of the broadcast, also where this is a clip of it
 * @param takes in the order they are played; {@link Span#take} counts in it
 * @param clip null where this is the broadcast itself
 */
public record Show(BroadcastRow row, List<TakeRow> takes, Timeline timeline, ClipRow clip) {
  public Show(BroadcastRow row, List<TakeRow> takes, Timeline timeline) {
    this(row, takes, timeline, null);
  }

  /** Under which it is played: the broadcast's id, or the clip's. */
  public String id() {
    return clip == null ? row.id() : clip.id();
  }

  /** Where its bytes lie. */
  public String broadcastId() {
    return row.id();
  }

  /** Null where it has none. */
  public String title() {
    return clip == null ? row.title() : clip.title();
  }

  public boolean isClip() {
    return clip != null;
  }

  /** More may come. */
  public boolean onAir() {
    return clip == null && row.isLive();
  }

  public TakeRow take(Span span) {
    return takes.get(span.take());
  }

  public Show without(List<Hole> lost) {
    return lost.isEmpty() ? this : new Show(row, takes, timeline.without(lost), clip);
  }
}
