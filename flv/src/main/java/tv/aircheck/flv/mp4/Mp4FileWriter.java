package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tv.aircheck.flv.StreamHeaders;

/**
 * Writes one MP4 file with its moov box before the media, so that it plays while it loads. The
 * media is written as it comes; at the end it is moved aside to make room at the front. Holds a few
 * bytes per sample and a second of each track, never the media. Not thread-safe.
 */
public final class Mp4FileWriter implements Closeable {
  /** A box with a length of 64 bits: what the media of a day needs. */
  private static final int MDAT_HEADER = 16;

  private static final int STAGE = 256 * 1024;

  private final FileChannel file;
  private final long fromMs;
  private final long toMs;
  private final Map<TrackId, TrackWriter> tracks = new TreeMap<>();
  private final TagSamples tags = new TagSamples(new Intake());
  private long mediaBytes;

  /**
   * @param file empty; taken over: {@link #close} closes it
   * @param fromMs the film begins at this time of the tags, or where they do if that is later; what
   *     comes before is kept for decoding, and not shown
   * @param toMs nothing later is shown
   */
  public Mp4FileWriter(FileChannel file, long fromMs, long toMs) {
    this.file = file;
    this.fromMs = fromMs;
    this.toMs = toMs;
  }

  /** Headers in force from here on, where a take begins. */
  public void writeHeaders(StreamHeaders headers) throws IOException {
    tags.headers(headers);
  }

  /**
   * The samples of a run of whole tags. Borrows the buffer.
   *
   * @param shiftMs added to the timestamp of each tag
   * @throws UnsupportedInMp4Exception if MP4 cannot carry one of them
   */
  public void write(ByteBuf run, long shiftMs) throws IOException {
    tags.run(run, shiftMs);
  }

  private TrackWriter track(TrackId id) {
    return tracks.computeIfAbsent(id, key -> new TrackWriter(key, this::writeChunk));
  }

  private final class Intake implements SampleSink {
    @Override
    public void configured(TrackId id, int fourCc, byte[] config) {
      track(id).descriptions().configure(config);
    }

    @Override
    public void colored(TrackId id, ColorInfo color) {
      track(id).descriptions().color(color);
    }

    @Override
    public void sample(TrackId id, int fourCc, SampleTime time, ByteBuf buf, int start, int length)
        throws IOException {
      track(id).add(fourCc, time, buf, start, length);
    }
  }

  private long writeChunk(ByteBuf chunk) throws IOException {
    long at = mediaBytes;
    writeAt(MDAT_HEADER + at, chunk);
    mediaBytes = at + chunk.writerIndex();
    return at;
  }

  private void writeAt(long position, ByteBuf bytes) throws IOException {
    long at = position;
    while (bytes.isReadable()) {
      at += bytes.readBytes(file, at, bytes.readableBytes());
    }
  }

  /**
   * Puts the front before the media; the file is complete afterwards. Does not sync.
   *
   * @throws UnsupportedInMp4Exception if there is nothing to show
   */
  public void finish() throws IOException {
    Mp4Front front = front();
    FileShift.makeRoom(file, MDAT_HEADER + mediaBytes, front.size());
    ByteBuf stage = Unpooled.directBuffer(STAGE);
    try {
      StagedSink sink = new StagedSink(stage);
      front.writeTo(sink);
      ByteBuf header = sink.room(MDAT_HEADER);
      header.writeInt(1).writeInt(Box.type("mdat")).writeLong(MDAT_HEADER + mediaBytes);
      sink.flush();
    } finally {
      stage.release();
    }
  }

  private Mp4Front front() throws IOException {
    List<TrackWriter> filled = tracks.values().stream().filter(t -> !t.isEmpty()).toList();
    if (filled.isEmpty()) {
      throw new UnsupportedInMp4Exception("there is no picture and no sound that can be decoded");
    }
    long firstMs = filled.stream().mapToLong(TrackWriter::firstShownMs).min().orElse(0);
    long originMs = Math.max(firstMs, fromMs);
    List<Mp4Front.Track> parts = new ArrayList<>();
    for (TrackWriter track : filled) {
      SampleTables tables = track.finish();
      parts.add(
          new Mp4Front.Track(
              track.id(), track.descriptions().entries(), tables, track.edits(originMs, toMs)));
    }
    return Mp4Front.of(parts, MDAT_HEADER, mediaBytes);
  }

  /** Collects small writes and writes them to the front of the file. */
  private final class StagedSink implements BoxSink {
    private final ByteBuf stage;
    private long written;

    StagedSink(ByteBuf stage) {
      this.stage = stage;
    }

    @Override
    public ByteBuf room(int bytes) throws IOException {
      if (stage.readableBytes() + bytes > STAGE) {
        flush();
      }
      return stage;
    }

    void flush() throws IOException {
      int length = stage.readableBytes();
      writeAt(written, stage);
      written += length;
      stage.clear();
    }
  }

  /** Without {@link #finish} before, the file is of no use. Idempotent. */
  @Override
  public void close() throws IOException {
    tracks.values().forEach(TrackWriter::release);
    tracks.clear();
    file.close();
  }
}
