package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import java.io.IOException;

/** Writes the samples of one track, and remembers what its tables will say. */
final class TrackWriter {
  /** A longer pause between two frames is no frame's duration. */
  private static final int LONGEST_FRAME_MS = 1_000;

  private static final int USUAL_FRAME_MS = 40;

  private final TrackId id;
  private final TrackDescriptions descriptions = new TrackDescriptions();
  private final SampleLog samples = new SampleLog();
  private final ChunkWriter chunks;
  private TrackClock clock;
  private long firstShown;
  private long shownUntil;
  private long lastFrame;

  TrackWriter(TrackId id, ChunkWriter.Media media) {
    this.id = id;
    this.chunks = new ChunkWriter(media);
  }

  TrackId id() {
    return id;
  }

  TrackDescriptions descriptions() {
    return descriptions;
  }

  void add(int fourCc, SampleTime time, ByteBuf buf, int start, int length) throws IOException {
    int description = descriptions.of(fourCc, buf, start, length);
    if (description == 0) {
      return;
    }
    if (clock == null) {
      clock = new TrackClock(timescale());
    }
    lastFrame = id.video() ? 0 : descriptions.ticks(buf, start, length);
    long decodedAt = clock.at(time.decodedMs(), lastFrame);
    // A picture decoded a moment later than told is still shown when it was to be.
    long shownMs = time.decodedMs() + time.compositionMs();
    long shownAt = id.video() ? TrackClock.ticks(shownMs, timescale()) : decodedAt;
    firstShown = isEmpty() ? shownAt : firstShown;
    shownUntil = isEmpty() ? shownAt : Math.max(shownUntil, shownAt);
    chunks.add(description, time.decodedMs(), buf, start, length);
    samples.add(decodedAt, (int) (shownAt - decodedAt), length, time.key());
  }

  boolean isEmpty() {
    return samples.count() == 0;
  }

  int timescale() {
    return descriptions.timescale();
  }

  /** When the first sample is shown. */
  long firstShownMs() {
    return Math.floorDiv(firstShown * 1000, (long) timescale());
  }

  /** Writes what is left; nothing may be added after. */
  SampleTables finish() throws IOException {
    chunks.flush();
    return new SampleTables(samples, chunks.chunks(), lastTicks());
  }

  /** The last sample is as long as it says, or as the one before. */
  private long lastTicks() {
    if (lastFrame > 0) {
      return lastFrame;
    }
    long longest = TrackClock.ticks(LONGEST_FRAME_MS, timescale());
    long step = samples.lastStep();
    return step > 0 && step <= longest ? step : TrackClock.ticks(USUAL_FRAME_MS, timescale());
  }

  EditList edits(long originMs, long endMs) {
    long until = shownUntil + lastTicks();
    return EditList.of(
        originMs, endMs, new EditList.Reach(samples.first(), firstShown, until, timescale()));
  }

  void release() {
    chunks.release();
  }
}
