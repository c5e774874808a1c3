package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.MediaBody;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.flv.codec.FourCc;

/**
 * Takes the samples out of tags, classic or enhanced, one track or many. What is neither a frame
 * nor a configuration is passed over. One thread at a time.
 */
public final class TagSamples {
  private static final int KEY_FRAME_TYPE = 1;

  /** A temporal delimiter of AV1, which MP4 does without: one byte of header, one of length 0. */
  private static final int AV1_DELIMITER = 0x1200;

  private final SampleSink sink;
  private final MediaBody body = new MediaBody();
  private final TagCursor tags = new TagCursor();
  private final Map<TrackId, TrackId> known = new TreeMap<>();

  public TagSamples(SampleSink sink) {
    this.sink = sink;
  }

  /** The configurations in force where a stream begins or a take does. */
  public void headers(StreamHeaders headers) throws IOException {
    ByteBuf run = Unpooled.buffer();
    headers.writeCodecHeadersTo(run, 0);
    run(run, 0);
  }

  /**
   * A run of whole tags; borrowed.
   *
   * @param shiftMs added to the timestamp of each
   * @throws CorruptFlvException if the run is not made of whole tags; those before were taken
   */
  public void run(ByteBuf run, long shiftMs) throws IOException {
    tags.reset(run);
    while (tags.next()) {
      int kind = tags.kind();
      boolean header = TagKind.isSequenceHeader(kind) || TagKind.isColorInfo(kind);
      if (TagKind.isCodedMedia(kind) || header) {
        tag(kind, tags.timestampMs() + shiftMs);
      }
    }
  }

  private void tag(int kind, long timestampMs) throws IOException {
    ByteBuf buf = tags.run();
    body.reset(tags.type(), buf, tags.bodyStart(), tags.bodyLength());
    boolean video = TagKind.isVideo(kind);
    boolean key = !video || (buf.getByte(tags.bodyStart()) >> 4 & 7) == KEY_FRAME_TYPE;
    while (body.nextTrack()) {
      TrackId track = track(video, body.track());
      int start = body.payloadStart();
      int length = body.payloadLength();
      if (TagKind.isSequenceHeader(kind)) {
        sink.configured(track, body.codec(), ByteBufUtil.getBytes(buf, start, length));
      } else if (TagKind.isColorInfo(kind)) {
        ColorInfo color = ColorInfo.ofMetadata(buf.slice(start, length));
        if (color != null) {
          sink.colored(track, color);
        }
      } else if (length > 0) {
        int skipped = delimiters(buf, start, length);
        SampleTime time = new SampleTime(timestampMs, body.compositionTimeMs(), key);
        sink.sample(track, body.codec(), time, buf, start + skipped, length - skipped);
      }
    }
  }

  private int delimiters(ByteBuf buf, int start, int length) {
    boolean delimited =
        body.codec() == FourCc.AV1 && length > 2 && buf.getUnsignedShort(start) == AV1_DELIMITER;
    return delimited ? 2 : 0;
  }

  private TrackId track(boolean video, int number) {
    return known.computeIfAbsent(new TrackId(video, number), id -> id);
  }
}
