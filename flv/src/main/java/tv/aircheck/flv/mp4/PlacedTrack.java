package tv.aircheck.flv.mp4;

import java.util.ArrayList;
import java.util.List;
import tv.aircheck.flv.codec.FourCc;

/** A track whose samples stay where they are: each is a chunk of its own. */
final class PlacedTrack {
  private static final long LONGEST_WAIT_MS = 10_000;
  private static final long NOT_WAITING = Long.MIN_VALUE;

  private final TrackId id;
  private final List<SampleEntry> entries = new ArrayList<>();
  private final ChunkLog chunks = new ChunkLog();
  private TrackTimes times;
  private SampleEntry lastEntry;
  private int lastDescription;
  private boolean waits;
  private long waitingSinceMs = NOT_WAITING;

  PlacedTrack(TrackId id) {
    this.id = id;
  }

  /** What comes does not continue what was: pictures make no sense before a keyframe. */
  void awaitKeyframe() {
    waits = id.video();
    waitingSinceMs = NOT_WAITING;
  }

  /**
   * Adds a sample.
   *
   * @param offset of its bytes in the media
   * @throws UnsupportedInMp4Exception if players of MP4 cannot follow
   */
  void add(StretchSamples.Walk sample, SampleTime time, long offset)
      throws UnsupportedInMp4Exception {
    if (waits && !isDecodable(time)) {
      return;
    }
    int description = description(sample.kind().entry());
    if (times == null) {
      times = new TrackTimes(id.video(), entries.get(0).timescale());
    }
    long ticks = (long) sample.frameSamples() * timescale() / lastEntry.timescale();
    times.add(time, ticks, sample.size());
    chunks.add(offset, 1, description);
  }

  /** Some encoders refresh bit by bit: after a while one has to do without a keyframe. */
  private boolean isDecodable(SampleTime time) {
    if (waitingSinceMs == NOT_WAITING) {
      waitingSinceMs = time.decodedMs();
    }
    waits = !time.key() && time.decodedMs() - waitingSinceMs <= LONGEST_WAIT_MS;
    return !waits;
  }

  private int description(SampleEntry entry) throws UnsupportedInMp4Exception {
    if (entry.equals(lastEntry)) {
      return lastDescription;
    }
    if (!entries.isEmpty() && entries.get(0).fourCc() != entry.fourCc()) {
      throw new UnsupportedInMp4Exception(
          "this show changes from %s to %s, which players of MP4 cannot follow; ask for its parts with start= and end="
              .formatted(FourCc.text(entries.get(0).fourCc()), FourCc.text(entry.fourCc())));
    }
    int at = entries.indexOf(entry);
    if (at < 0) {
      at = entries.size();
      entries.add(entry);
    }
    lastEntry = entry;
    lastDescription = at + 1;
    return lastDescription;
  }

  private int timescale() {
    return entries.get(0).timescale();
  }

  boolean isEmpty() {
    return times == null;
  }

  long firstShownMs() {
    return times.firstShownMs();
  }

  Mp4Front.Track finish(long originMs, long endMs) {
    return new Mp4Front.Track(id, entries, times.tables(chunks), times.edits(originMs, endMs));
  }
}
