package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.StreamHeaders;

/**
 * Notes the samples of a stretch of log, run by run. One thread at a time.
 *
 * @see StretchSamples
 */
public final class StretchScan {
  private final TagSamples tags = new TagSamples(new Intake());
  private final Map<TrackId, Lane> lanes = new TreeMap<>();
  private final List<StretchSamples.Kind> kinds = new ArrayList<>();
  private final NumberLog log = new NumberLog();
  private int count;
  private long runStart;
  private long position;
  private long lastMs;

  /**
   * @param headers in force where the stretch begins
   */
  public StretchScan(StreamHeaders headers) throws IOException {
    tags.headers(headers);
  }

  /** The next run of whole tags, which follows the one before. Borrows the buffer. */
  public void run(ByteBuf run) throws IOException {
    long at = runStart;
    runStart -= run.readerIndex();
    tags.run(run, 0);
    runStart = at + run.readableBytes();
  }

  /** Bytes of the stretch so far. */
  public long length() {
    return runStart;
  }

  /** What was noted; there is no more. */
  public StretchSamples finish() {
    log.trim();
    return new StretchSamples(kinds, log, count);
  }

  private final class Intake implements SampleSink {
    @Override
    public void configured(TrackId id, int fourCc, byte[] config) {
      lane(id).descriptions.configure(config);
    }

    @Override
    public void colored(TrackId id, ColorInfo color) {
      lane(id).descriptions.color(color);
    }

    @Override
    public void sample(TrackId id, int fourCc, SampleTime time, ByteBuf buf, int start, int length)
        throws IOException {
      Lane lane = lane(id);
      TrackDescriptions descriptions = lane.descriptions;
      int description = descriptions.of(fourCc, buf, start, length);
      if (description > 0) {
        int frameSamples = id.video() ? 0 : descriptions.frameSamples(buf, start, length);
        note(lane.kind(id, description), time, runStart + start, length, frameSamples);
      }
    }
  }

  private Lane lane(TrackId id) {
    return lanes.computeIfAbsent(id, key -> new Lane());
  }

  /** A track, and which kind each of its descriptions is. */
  private final class Lane {
    final TrackDescriptions descriptions = new TrackDescriptions();
    private final List<Integer> kindsByDescription = new ArrayList<>();

    int kind(TrackId id, int description) {
      // They are numbered as they come.
      if (description > kindsByDescription.size()) {
        kindsByDescription.add(kinds.size());
        kinds.add(new StretchSamples.Kind(id, descriptions.entries().get(description - 1)));
      }
      return kindsByDescription.get(description - 1);
    }
  }

  private void note(int kind, SampleTime time, long start, int length, int frameSamples)
      throws CorruptFlvException {
    if (start < position) {
      throw new CorruptFlvException("two frames in the same bytes of a log, at " + start);
    }
    log.add((long) kind << 1 | (time.key() ? 1 : 0));
    log.add(start - position);
    log.add(length);
    log.addSigned(time.decodedMs() - lastMs);
    if (kinds.get(kind).track().video()) {
      log.addSigned(time.compositionMs());
    } else {
      log.add(frameSamples);
    }
    position = start + length;
    lastMs = time.decodedMs();
    count++;
  }
}
