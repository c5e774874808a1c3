package tv.aircheck.flv.mp4;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A track being read: what the moov box lists of it, then what fragments bring. */
final class SourceLane {
  private final SourceTrack track;
  private final SourceSamples listed;
  private final Deque<SourceSample> brought = new ArrayDeque<>();
  private SourceSample head;
  private int description;

  SourceLane(SourceTrack track, SourceSamples listed) {
    this.track = track;
    this.listed = listed;
  }

  SourceTrack track() {
    return track;
  }

  void add(List<SourceSample> samples) {
    brought.addAll(samples);
  }

  int waiting() {
    return brought.size();
  }

  /** What comes next; null if nothing is there yet. */
  SourceSample head() throws CorruptMp4Exception {
    if (head == null) {
      head = listed.next();
      head = head == null ? brought.poll() : head;
    }
    return head;
  }

  void taken() {
    head = null;
  }

  /** Whether the next sample has another configuration than the one before; asked once for each. */
  boolean configures(SourceSample sample) {
    boolean changed = sample.description() != description;
    description = sample.description();
    return changed;
  }
}
