package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import java.io.IOException;

/** Writes the samples of one track, and remembers what its tables will say. */
final class TrackWriter {
  private final TrackId id;
  private final TrackDescriptions descriptions = new TrackDescriptions();
  private final ChunkWriter chunks;
  private TrackTimes times;

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
    if (times == null) {
      times = new TrackTimes(id.video(), descriptions.timescale());
    }
    long frameTicks = id.video() ? 0 : descriptions.ticks(buf, start, length);
    chunks.add(description, time.decodedMs(), buf, start, length);
    times.add(time, frameTicks, length);
  }

  boolean isEmpty() {
    return times == null;
  }

  /** When the first sample is shown. */
  long firstShownMs() {
    return times.firstShownMs();
  }

  /** Writes what is left; nothing may be added after. */
  SampleTables finish() throws IOException {
    chunks.flush();
    return times.tables(chunks.chunks());
  }

  EditList edits(long originMs, long endMs) {
    return times.edits(originMs, endMs);
  }

  void release() {
    chunks.release();
  }
}
