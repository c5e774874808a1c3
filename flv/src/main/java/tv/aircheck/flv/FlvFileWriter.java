package tv.aircheck.flv;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import tv.aircheck.flv.amf.AmfObject;

/**
 * Writes one seekable FLV file: room for onMetaData is reserved at the start, tags are copied
 * through, and duration, sizes and the index of keyframes are filled in at the end. Holds two
 * numbers per keyframe, never the media. Not thread-safe.
 */
public final class FlvFileWriter implements Closeable {
  private static final int STAGE = 256 * 1024;

  private final FileChannel file;
  private final AmfObject fields;
  private final SeekIndex index;
  private final TagCursor tags = new TagCursor();
  private final MediaSpan span = new MediaSpan();

  /** Tags wait here until a write is worth its while. */
  private final ByteBuf stage = Unpooled.directBuffer(STAGE);

  /** Where in the file the stage's first byte goes. */
  private long flushed;

  /**
   * Writes the head: the file's header, room for onMetaData, the codec headers at time 0.
   *
   * @param file empty; taken over once this returns: {@link #close} closes it
   * @param start in force before the first tag: their onMetaData fields are kept, their codec
   *     headers written
   * @param keyframes how many will come, as the index knows; should there be more, the file's own
   *     index is thinned out
   */
  public FlvFileWriter(FileChannel file, StreamHeaders start, int keyframes) throws IOException {
    this.file = file;
    this.fields = keptFields(start);
    this.index = new SeekIndex(keyframes);
    try {
      writeHead(0, start.hasAudio(), start.hasVideo());
      writeHeaders(start, 0);
    } catch (IOException | RuntimeException failure) {
      stage.release();
      throw failure;
    }
  }

  private static AmfObject keptFields(StreamHeaders start) {
    AmfObject kept = new OnMetaData(start.metadata()).ofStream().fields();
    CodecSummary codecs = start.codecs();
    if (codecs.width() > 0) {
      kept.put("width", codecs.width()).put("height", codecs.height());
    }
    return kept;
  }

  /**
   * Of the same length whenever it is written, so that the last time overwrites the first exactly.
   */
  private void writeHead(long fileSize, boolean audio, boolean video) {
    TagLayout.writeFileHeader(stage, audio, video);
    AmfObject metadata = AmfObject.ecmaArray();
    metadata.put("duration", span.durationMs() / 1000.0);
    metadata.putAll(fields);
    metadata.put("hasVideo", video).put("hasAudio", audio).put("hasMetadata", true);
    metadata.put("hasKeyframes", index.size() > 0).put("canSeekToEnd", false);
    metadata.put("filesize", fileSize);
    metadata.put("lasttimestamp", span.lastMs() / 1000.0);
    index.putInto(metadata);
    new OnMetaData(metadata).writeTag(stage, 0);
  }

  /** Headers in force from here on, where a take begins. */
  public void writeHeaders(StreamHeaders headers, long timestampMs) throws IOException {
    ByteBuf run = Unpooled.buffer();
    headers.writeCodecHeadersTo(run, timestampMs);
    write(run, 0);
    run.release();
  }

  /**
   * Copies a run of whole tags, moved in time. onMetaData within is left out: a second one makes
   * players forget the index of the first. Borrows the buffer.
   *
   * @param shiftMs added to the timestamp of each tag
   * @throws CorruptFlvException if the run is not made of whole tags; those before the damage were
   *     taken
   */
  public void write(ByteBuf run, long shiftMs) throws IOException {
    tags.reset(run);
    while (tags.next()) {
      if (!TagKind.isMetadata(tags.kind())) {
        writeTag(tags.timestampMs() + shiftMs);
      }
    }
  }

  private void writeTag(long timestampMs) throws IOException {
    int length = tags.end() - tags.start();
    if (stage.readableBytes() + length > STAGE) {
      flush();
    }
    int at = stage.writerIndex();
    index.note(tags.kind(), timestampMs, flushed + at);
    span.note(tags.kind(), timestampMs);
    stage.writeBytes(tags.run(), tags.start(), length);
    TagLayout.setTimestamp(stage, at, timestampMs);
  }

  private void flush() throws IOException {
    int length = stage.readableBytes();
    writeStage(flushed);
    flushed += length;
  }

  private void writeStage(long position) throws IOException {
    long at = position;
    while (stage.isReadable()) {
      at += stage.readBytes(file, at, stage.readableBytes());
    }
    stage.clear();
  }

  /** Fills in what only the end knows; the file is complete afterwards. Does not sync. */
  public void finish() throws IOException {
    flush();
    writeHead(flushed, span.hasAudio(), span.hasVideo());
    writeStage(0);
  }

  /** Without {@link #finish} before, what was flushed stays a file that plays, without an index. */
  @Override
  public void close() throws IOException {
    if (stage.refCnt() > 0) {
      stage.release();
    }
    file.close();
  }
}
