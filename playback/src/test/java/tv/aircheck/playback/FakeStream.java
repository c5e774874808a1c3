package tv.aircheck.playback;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.rtmp.EnhancedCaps;
import tv.aircheck.rtmp.Peer;
import tv.aircheck.rtmp.PlayStream;

/** Writes down what a player would be sent. */
final class FakeStream implements PlayStream {
  static final Peer PEER =
      new Peer(new InetSocketAddress("127.0.0.1", 4711), "test", EnhancedCaps.NONE, "s1");

  /** One message; {@code what} is a status, or the kind of media. */
  record Sent(String what, long ms, int hash, int kind) {
    boolean isCoded() {
      return what.equals("media") && TagKind.isCodedMedia(kind);
    }

    boolean isKeyframe() {
      return what.equals("media") && TagKind.isKeyframe(kind);
    }

    boolean isCodecHeader() {
      return what.equals("media") && TagKind.isSequenceHeader(kind);
    }
  }

  final List<Sent> sent = new ArrayList<>();
  private final EventLoop eventLoop;
  boolean writable = true;
  byte[] metadata;

  FakeStream(EventLoop eventLoop) {
    this.eventLoop = eventLoop;
  }

  @Override
  public EventLoop eventLoop() {
    return eventLoop;
  }

  @Override
  public Peer peer() {
    return PEER;
  }

  @Override
  public boolean isWritable() {
    return writable;
  }

  @Override
  public void begin(boolean recorded, boolean reset) {
    note("begin", 0);
  }

  @Override
  public void tags(ByteBuf run, long timestampOffsetMs) {
    TagCursor tags = new TagCursor().reset(run);
    try {
      while (tags.next()) {
        byte[] body = ByteBufUtil.getBytes(run, tags.bodyStart(), tags.bodyLength());
        long ms = tags.timestampMs() + timestampOffsetMs;
        sent.add(new Sent("media", ms, Arrays.hashCode(body), tags.kind()));
      }
    } catch (CorruptFlvException e) {
      throw new AssertionError("a run is not of whole tags", e);
    } finally {
      run.release();
    }
  }

  @Override
  public void tagsInPlace(ByteBuf run, long timestampOffsetMs) {
    tags(run, timestampOffsetMs);
  }

  @Override
  public void tag(int type, long timestampMs, ByteBuf body) {
    byte[] bytes = ByteBufUtil.getBytes(body);
    int kind = TagKind.of(type, body, body.readerIndex(), body.readableBytes());
    String what = "media";
    if (TagKind.isMetadata(kind)) {
      what = "metadata";
      metadata = bytes;
    } else if (bytes.length == 2 && bytes[0] == 0x57) {
      what = bytes[1] == 0 ? "seek starts" : "seek ends";
    }
    sent.add(new Sent(what, timestampMs, Arrays.hashCode(bytes), kind));
    body.release();
  }

  @Override
  public void seekDone(long positionMs, String details) {
    note("seek", positionMs);
  }

  @Override
  public void pauseDone() {
    note("pause", 0);
  }

  @Override
  public void unpauseDone() {
    note("unpause", 0);
  }

  @Override
  public void complete(double durationSeconds, long bytes) {
    note("complete", Math.round(durationSeconds * 1000));
  }

  @Override
  public void unpublished() {
    throw new AssertionError("the archive does not unpublish");
  }

  @Override
  public void status(String level, String code, String words) {
    note(level + " " + code, 0);
  }

  @Override
  public void discardQueued() {}

  @Override
  public void flush() {}

  @Override
  public void close() {
    note("close", 0);
  }

  private void note(String what, long ms) {
    sent.add(new Sent(what, ms, 0, 0));
  }
}
