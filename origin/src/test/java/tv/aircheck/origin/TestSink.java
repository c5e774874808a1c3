package tv.aircheck.origin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.OnMetaData;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;

/**
 * A viewer's end that writes down what it is sent, a line for each thing; takes only so many runs
 * when told to.
 */
final class TestSink implements ViewerSink {
  final List<String> lines = new ArrayList<>();
  final List<Long> times = new ArrayList<>();
  boolean startsAtZero;
  long videoCodec;
  OnMetaData told;
  boolean writable = true;

  @Override
  public String protocol() {
    return "test";
  }

  @Override
  public boolean startsAtZero() {
    return startsAtZero;
  }

  @Override
  public boolean isWritable() {
    return writable;
  }

  @Override
  public void start(StreamState state) {
    videoCodec = state.videoCodec();
    lines.add(
        "start"
            + (state.audioCodec() < 0 ? "" : " audio")
            + (state.videoCodec() < 0 ? "" : " video"));
  }

  @Override
  public void metadata(StreamState state, long timestampMs) {
    told = state.metadata();
    lines.add("metadata " + timestampMs);
  }

  @Override
  public void headers(StreamHeaders headers, long timestampMs) {
    ByteBuf run = Unpooled.buffer();
    headers.writeCodecHeadersTo(run, timestampMs);
    tags(run, 0);
  }

  @Override
  public void tags(ByteBuf run, long offsetMs) {
    try {
      TagCursor cursor = new TagCursor().reset(run);
      while (cursor.next()) {
        long ms = cursor.timestampMs() + offsetMs;
        lines.add(name(cursor.kind()) + " " + ms);
        times.add(ms);
      }
    } catch (CorruptFlvException e) {
      throw new AssertionError(e);
    } finally {
      run.release();
    }
  }

  private static String name(int kind) {
    if (TagKind.isMetadata(kind)) {
      return "metadata";
    }
    String track = TagKind.isVideo(kind) ? "video" : "audio";
    if (TagKind.isSequenceHeader(kind)) {
      return track + "-header";
    }
    return TagKind.isKeyframe(kind) ? "keyframe" : track;
  }

  @Override
  public void flush() {}

  @Override
  public void publisherBack() {
    lines.add("back");
  }

  @Override
  public void over() {
    lines.add("over");
  }
}
