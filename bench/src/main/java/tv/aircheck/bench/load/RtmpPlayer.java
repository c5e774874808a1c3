package tv.aircheck.bench.load;

import java.util.Set;
import tv.aircheck.bench.load.Audience.Timing;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.rtmp.RtmpMessage;
import tv.aircheck.rtmp.StatusCode;
import tv.aircheck.rtmp.chunk.MessageWriter;
import tv.aircheck.rtmp.client.ClientRole;
import tv.aircheck.rtmp.message.Command;
import tv.aircheck.rtmp.message.UserControl;

/** Plays one stream and forgets what comes, once it has counted and timed it. Event loop only. */
final class RtmpPlayer implements ClientRole {
  private static final int PLAY = 5;
  private static final long NOT_AWAITED = 0;

  private static final Set<String> OVER =
      Set.of(StatusCode.PLAY_COMPLETE, StatusCode.PLAY_STOP, StatusCode.PLAY_UNPUBLISH_NOTIFY);

  private final String name;
  private final PlayPlan plan;
  private final Audience audience;
  private Runnable end = () -> {};

  /** Since when the first picture or sound is awaited. */
  private long mediaAwaited;

  private long seekAwaited = NOT_AWAITED;
  private boolean over;

  /**
   * @param beganNanos when the attempt to connect began
   */
  RtmpPlayer(String name, PlayPlan plan, Audience audience, long beganNanos) {
    this.name = name;
    this.plan = plan;
    this.audience = audience;
    this.mediaAwaited = beganNanos;
  }

  /** What to do when the show is over. */
  void whenOver(Runnable action) {
    end = action;
  }

  /** Whether the show came to its end. */
  boolean isOver() {
    return over;
  }

  @Override
  public void prepare(MessageWriter writer) {}

  @Override
  public void begin(MessageWriter writer, int streamId) {
    writer.stream(streamId, Command.of("play", PLAY, null, name, plan.startArgument()));
    long buffer = plan.buffer().toMillis();
    writer.control(new UserControl(UserControl.SET_BUFFER_LENGTH, streamId, buffer));
  }

  @Override
  public String startCode() {
    return StatusCode.PLAY_START;
  }

  void seek(MessageWriter writer, int streamId, long positionMs) {
    seekAwaited = audience.now();
    mediaAwaited = NOT_AWAITED;
    writer.stream(streamId, Command.of("seek", 0, null, (double) positionMs));
    writer.flush();
  }

  @Override
  public void message(RtmpMessage message) {
    audience.tags(TagLayout.OVERHEAD + message.length());
    if (mediaAwaited != NOT_AWAITED && Stamp.isCoded(message)) {
      Timing timing = seekAwaited == NOT_AWAITED ? Timing.FIRST_MEDIA : Timing.SEEK;
      audience.timed(timing, audience.now() - mediaAwaited);
      mediaAwaited = NOT_AWAITED;
      seekAwaited = NOT_AWAITED;
    }
    audience.stamped(message);
  }

  @Override
  public void status(String level, String code, String words) {
    if (code.equals(StatusCode.SEEK_NOTIFY) && seekAwaited != NOT_AWAITED) {
      mediaAwaited = seekAwaited;
    } else if (OVER.contains(code) && !over) {
      over = true;
      end.run();
    }
  }

  @Override
  public void end(MessageWriter writer, int streamId) {
    writer.command(Command.of("deleteStream", 0, null, (double) streamId));
  }
}
