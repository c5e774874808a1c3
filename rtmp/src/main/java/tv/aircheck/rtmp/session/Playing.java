package tv.aircheck.rtmp.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tv.aircheck.flv.amf.AmfObject;
import tv.aircheck.rtmp.CloseReason;
import tv.aircheck.rtmp.Peer;
import tv.aircheck.rtmp.PlayHandler;
import tv.aircheck.rtmp.PlayStream;
import tv.aircheck.rtmp.StatusCode;
import tv.aircheck.rtmp.chunk.MessageWriter;
import tv.aircheck.rtmp.message.Data;
import tv.aircheck.rtmp.message.Message;
import tv.aircheck.rtmp.message.UserControl;

/** One accepted player. The orders of messages here are what clients have been seen to need. */
final class Playing implements PlayStream {
  private enum State {
    OPEN,
    DRAINING,
    CLOSED
  }

  /** Scheduled tasks that fall due wait for the next turn; plain ones would still run in this. */
  private static final long NEXT_TURN_NANOS = 1;

  private final ServerSession session;
  private final int streamId;
  private final PlayHandler handler;
  private final PlayQueue queue;
  private State state = State.OPEN;
  private boolean paused;
  private boolean turnAwaited;

  Playing(ServerSession session, int streamId, PlayHandler handler) {
    this.session = session;
    this.streamId = streamId;
    this.handler = handler;
    this.queue = new PlayQueue(session.writer());
  }

  PlayHandler handler() {
    return handler;
  }

  @Override
  public EventLoop eventLoop() {
    return session.eventLoop();
  }

  @Override
  public Peer peer() {
    return session.peer();
  }

  @Override
  public boolean isWritable() {
    return state == State.OPEN && queue.isEmpty() && session.writer().isWritable();
  }

  @Override
  public void begin(boolean recorded, boolean reset) {
    if (recorded) {
      control(UserControl.STREAM_IS_RECORDED);
    }
    control(UserControl.STREAM_BEGIN);
    if (reset) {
      status(Replies.STATUS, StatusCode.PLAY_RESET, "Playing and resetting.");
    }
    status(Replies.STATUS, StatusCode.PLAY_START, "Started playing.");
    // Flash wants two booleans; any other data with a time other than 0 confuses ffmpeg.
    Data access = new Data("|RtmpSampleAccess", List.of(true, true));
    send(to -> to.stream(streamId, access));
  }

  @Override
  public void tags(ByteBuf run, long timestampOffsetMs) {
    if (state != State.OPEN) {
      run.release();
      return;
    }
    queue.tags(run, streamId, timestampOffsetMs);
    checkQueue();
  }

  @Override
  public void tagsInPlace(ByteBuf run, long timestampOffsetMs) {
    if (state != State.OPEN) {
      run.release();
      return;
    }
    queue.tagsInPlace(run, streamId, timestampOffsetMs);
    checkQueue();
  }

  @Override
  public void tag(int type, long timestampMs, ByteBuf body) {
    if (state != State.OPEN) {
      body.release();
      return;
    }
    queue.media(type, streamId, timestampMs, body);
    checkQueue();
  }

  private void checkQueue() {
    long most = session.context().settings().messages().outbound();
    if (queue.bytes() > most) {
      session.close(
          new CloseReason(
              CloseReason.Kind.CLOSED, "more than " + most + " bytes wait for a slow player"),
          StatusCode.PLAY_INSUFFICIENT_BANDWIDTH);
    }
  }

  @Override
  public void seekDone(long positionMs, String details) {
    discardQueued();
    control(UserControl.STREAM_EOF);
    control(UserControl.STREAM_IS_RECORDED);
    control(UserControl.STREAM_BEGIN);
    AmfObject notify =
        Replies.info(
                Replies.STATUS,
                StatusCode.SEEK_NOTIFY,
                "Seeking " + positionMs + " (stream ID: " + streamId + ").")
            .put("details", details);
    send(to -> to.stream(streamId, Replies.onStatus(notify)));
    status(Replies.STATUS, StatusCode.PLAY_START, "Started playing.");
    send(MessageWriter::forgetTimestamps);
  }

  @Override
  public void pauseDone() {
    status(Replies.STATUS, StatusCode.PAUSE_NOTIFY, "Paused.");
  }

  @Override
  public void unpauseDone() {
    control(UserControl.STREAM_BEGIN);
    status(Replies.STATUS, StatusCode.UNPAUSE_NOTIFY, "Unpaused.");
  }

  @Override
  public void complete(double durationSeconds, long bytes) {
    AmfObject info =
        AmfObject.object()
            .put("level", Replies.STATUS)
            .put("code", StatusCode.PLAY_COMPLETE)
            .put("duration", durationSeconds)
            .put("bytes", (double) bytes);
    Data data = new Data("onPlayStatus", List.of(info));
    end(data);
  }

  @Override
  public void unpublished() {
    end(Replies.onStatus(Replies.STATUS, StatusCode.PLAY_UNPUBLISH_NOTIFY, "The stream is over."));
  }

  /** Clients hang up at one or another of these: who goes elsewhere first must not get them. */
  private void end(Message first) {
    Message stop = Replies.onStatus(Replies.STATUS, StatusCode.PLAY_STOP, "Stopped playing.");
    UserControl eof = new UserControl(UserControl.STREAM_EOF, streamId);
    if (state == State.OPEN) {
      queue.sendWithMedia(
          to -> {
            to.stream(streamId, first);
            to.stream(streamId, stop);
            to.control(eof);
          });
      checkQueue();
    }
  }

  @Override
  public void status(String level, String code, String words) {
    send(to -> to.stream(streamId, Replies.onStatus(level, code, words)));
  }

  private void control(int event) {
    UserControl message = new UserControl(event, streamId);
    send(to -> to.control(message));
  }

  private void send(Consumer<MessageWriter> sending) {
    if (state == State.OPEN) {
      queue.send(sending);
      checkQueue();
    }
  }

  @Override
  public void discardQueued() {
    queue.discardMedia();
  }

  @Override
  public void flush() {
    if (state != State.CLOSED) {
      session.writer().flush();
    }
  }

  @Override
  public void close() {
    if (state == State.OPEN) {
      state = State.DRAINING;
      closeIfDrained();
    }
  }

  private void closeIfDrained() {
    if (state == State.DRAINING && queue.isEmpty()) {
      session.close(new CloseReason(CloseReason.Kind.CLOSED, "the player's stream is over"), null);
    }
  }

  /** The player asked to stop or to go on; without saying which, it means the other. */
  void pause(Object wanted, long positionMs) {
    paused = wanted instanceof Boolean b ? b : !paused;
    handler.pause(paused, positionMs);
  }

  /**
   * The socket takes more, or has enough. More is sent in the next turn of the event loop and not
   * at once: a socket that takes everything would otherwise keep the loop from reading, this
   * player's seek among others, for as long as there is something to send.
   */
  void writabilityChanged(boolean writable) {
    if (!writable) {
      if (state == State.OPEN) {
        handler.writabilityChanged(false);
      }
    } else if (!turnAwaited) {
      turnAwaited = true;
      var unused = eventLoop().schedule(this::goOn, NEXT_TURN_NANOS, TimeUnit.NANOSECONDS);
    }
  }

  private void goOn() {
    turnAwaited = false;
    if (queue.feed()) {
      session.writer().flush();
    }
    closeIfDrained();
    if (isWritable()) {
      handler.writabilityChanged(true);
    }
  }

  /** Lets go of everything. */
  void closed() {
    state = State.CLOSED;
    queue.clear();
    handler.closed();
  }
}
