package tv.aircheck.origin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagType;
import tv.aircheck.rtmp.PlayHandler;
import tv.aircheck.rtmp.PlayRequest;
import tv.aircheck.rtmp.PlayStream;
import tv.aircheck.rtmp.StatusCode;

/** A live viewer over RTMP. */
final class RtmpViewer implements PlayHandler, ViewerSink {
  private final PlayRequest request;
  private final TagCursor cursor = new TagCursor();
  private LiveViewer viewer;
  private PlayStream stream;
  private boolean audioWanted = true;
  private boolean videoWanted = true;

  RtmpViewer(Desk desk, LiveChannel channel, PlayRequest request) {
    this.request = request;
    this.viewer = new LiveViewer(desk, channel, this);
  }

  @Override
  public void opened(PlayStream opened) {
    stream = opened;
    stream.begin(false, request.reset());
    stream.flush();
    viewer.channel().fan().add(stream.eventLoop(), viewer);
  }

  @Override
  public String protocol() {
    return "rtmp";
  }

  @Override
  public boolean startsAtZero() {
    return false;
  }

  @Override
  public boolean isWritable() {
    return stream.isWritable();
  }

  @Override
  public void start(StreamState state) {}

  /** At 0 whenever it comes: ffmpeg takes data with a time for a track of its own. */
  @Override
  public void metadata(StreamState state, long timestampMs) {
    ByteBuf body = Unpooled.buffer();
    state.metadata().writeBody(body);
    stream.tag(TagType.SCRIPT, 0, body);
  }

  @Override
  public void headers(StreamHeaders headers, long timestampMs) {
    ByteBuf tags = Unpooled.buffer();
    headers.writeCodecHeadersTo(tags, timestampMs);
    stream.tags(tags, 0);
  }

  @Override
  public void tags(ByteBuf run, long offsetMs) {
    if (audioWanted && videoWanted && !hasScript(run)) {
      stream.tags(run, offsetMs);
    } else {
      wantedTags(run, offsetMs);
    }
  }

  private boolean hasScript(ByteBuf run) {
    try {
      cursor.reset(run);
      while (cursor.next()) {
        if (cursor.type() != TagType.AUDIO && cursor.type() != TagType.VIDEO) {
          return true;
        }
      }
      return false;
    } catch (CorruptFlvException impossible) {
      run.release();
      throw new IllegalStateException("the log of " + request.address(), impossible);
    }
  }

  /** Script tags never pass: metadata has been told, and others make players see a track. */
  private void wantedTags(ByteBuf run, long offsetMs) {
    try {
      cursor.reset(run);
      while (cursor.next()) {
        int type = cursor.type();
        if (type == TagType.AUDIO ? audioWanted : type == TagType.VIDEO && videoWanted) {
          ByteBuf body = run.retainedSlice(cursor.bodyStart(), cursor.bodyLength());
          stream.tag(type, cursor.timestampMs() + offsetMs, body);
        }
      }
    } catch (CorruptFlvException impossible) {
      throw new IllegalStateException("the log of " + request.address(), impossible);
    } finally {
      run.release();
    }
  }

  @Override
  public void flush() {
    stream.flush();
  }

  @Override
  public void publisherBack() {
    stream.status("status", StatusCode.PLAY_PUBLISH_NOTIFY, request.address() + " is published");
  }

  @Override
  public void over() {
    stream.unpublished();
    stream.flush();
  }

  /** What is live cannot be sought in: the answer is where it is. */
  @Override
  public void seek(long positionMs) {
    stream.seekDone(positionMs, "live");
    viewer.restart();
    stream.flush();
  }

  @Override
  public void pause(boolean paused, long positionMs) {
    if (paused) {
      viewer.pause();
      stream.pauseDone();
      stream.flush();
    } else {
      stream.unpauseDone();
      viewer.unpause();
      stream.flush();
    }
  }

  @Override
  public void receiveAudio(boolean wanted) {
    audioWanted = wanted;
  }

  @Override
  public void receiveVideo(boolean wanted) {
    if (wanted && !videoWanted) {
      videoWanted = true;
      viewer.restart();
    }
    videoWanted = wanted;
  }

  @Override
  public void bufferLength(long lengthMs) {}

  @Override
  public void writabilityChanged(boolean writable) {
    if (writable) {
      viewer.pull();
    }
  }

  @Override
  public void closed() {
    viewer.close();
    if (stream != null) {
      viewer.channel().fan().remove(stream.eventLoop(), viewer);
    }
  }
}
