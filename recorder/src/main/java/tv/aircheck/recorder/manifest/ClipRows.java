package tv.aircheck.recorder.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tv.aircheck.index.ClipRange;
import tv.aircheck.index.NewClip;
import tv.aircheck.index.Transaction;

/** Clips that a manifest tells of, on their way into an index. */
public final class ClipRows {
  private final Map<String, Long> takes = new HashMap<>();
  private final List<ManifestClip> clips = new ArrayList<>();

  /** A take of the broadcast, by the number that the index has for it. */
  public void take(String id, long seq) {
    takes.put(id, seq);
  }

  public void clip(ManifestClip clip) {
    clips.add(clip);
  }

  /**
   * Behind all takes, before the broadcast is hidden. One whose takes are not all told of is left
   * out: nothing could be played of it.
   */
  public void enter(Transaction tx, String broadcastId) {
    for (ManifestClip clip : clips) {
      List<ClipRange> ranges = new ArrayList<>();
      for (ManifestClip.Range range : clip.ranges()) {
        Long seq = takes.get(range.takeId());
        if (seq != null) {
          ranges.add(
              new ClipRange(
                  seq, range.fromPosition(), range.toPosition(), range.fromMs(), range.toMs()));
        }
      }
      if (ranges.size() == clip.ranges().size() && !ranges.isEmpty()) {
        tx.clips()
            .add(new NewClip(clip.id(), broadcastId, clip.title(), clip.createdAtMs(), ranges));
      }
    }
  }
}
