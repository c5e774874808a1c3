package tv.aircheck.rtmp.client;

import tv.aircheck.rtmp.PlayerListener;
import tv.aircheck.rtmp.RtmpMessage;
import tv.aircheck.rtmp.StatusCode;
import tv.aircheck.rtmp.chunk.MessageWriter;
import tv.aircheck.rtmp.message.Command;
import tv.aircheck.rtmp.message.UserControl;

/** Plays, and passes on what comes. */
public final class PlayRole implements ClientRole {
  private static final int PLAY = 5;
  private static final int BUFFER_MS = 3_000;

  private final String name;
  private final long startMs;
  private final PlayerListener events;

  public PlayRole(String name, long startMs, PlayerListener events) {
    this.name = name;
    this.startMs = startMs;
    this.events = events;
  }

  @Override
  public void prepare(MessageWriter writer) {}

  @Override
  public void begin(MessageWriter writer, int streamId) {
    writer.stream(streamId, Command.of("play", PLAY, null, name, (double) startMs));
    writer.control(new UserControl(UserControl.SET_BUFFER_LENGTH, streamId, BUFFER_MS));
  }

  @Override
  public String startCode() {
    return StatusCode.PLAY_START;
  }

  @Override
  public void end(MessageWriter writer, int streamId) {
    writer.command(Command.of("deleteStream", 0, null, (double) streamId));
  }

  @Override
  public void message(RtmpMessage message) {
    events.message(message);
  }

  @Override
  public void status(String level, String code, String words) {
    events.status(level, code, words);
  }

  @Override
  public void streamEof() {
    events.streamEof();
  }
}
