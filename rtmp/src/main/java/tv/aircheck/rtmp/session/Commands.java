package tv.aircheck.rtmp.session;

import tv.aircheck.flv.amf.AmfObject;
import tv.aircheck.rtmp.ProtocolException;
import tv.aircheck.rtmp.StatusCode;
import tv.aircheck.rtmp.StreamAddress;
import tv.aircheck.rtmp.message.Command;

/** What each command does. One that nobody here knows is answered, and never a reason to close. */
final class Commands {
  private final ServerSession session;
  private final MessageStreams streams;

  /** Null unless it was asked for a length, and that was not answered yet. */
  private Answer length;

  Commands(ServerSession session, MessageStreams streams) {
    this.session = session;
    this.streams = streams;
  }

  void execute(Command command, int streamId) {
    if (command.name().equals("connect")) {
      session.connect(command);
    } else if (!session.isConnected()) {
      unknown(command, "connect first");
    } else {
      executeConnected(command, streamId);
    }
  }

  private void executeConnected(Command command, int streamId) {
    switch (command.name()) {
      case "createStream" -> createStream(command);
      case "deleteStream" -> streams.delete(command.argument(1));
      case "releaseStream", "FCPublish", "_checkbw", "checkBandwidth" -> succeed(command);
      case "FCUnpublish" -> {
        streams.unpublish(command.string(1, ""));
        succeed(command);
      }
      case "FCSubscribe" -> notify("onFCSubscribe", StatusCode.PLAY_START);
      case "FCUnsubscribe" -> notify("onFCUnsubscribe", StatusCode.PLAY_STOP);
      case "getStreamLength" -> streamLength(command);
      case "close" -> session.closedByPeer();
      case "publish", "play", "seek", "pause", "pauseRaw", "closeStream" ->
          onStream(command, streamId);
      case "receiveAudio", "receiveVideo" -> onStream(command, streamId);
      case "_result", "_error", "onStatus" -> {
        // Answers to nothing we asked.
      }
      default -> unknown(command, "there is no such command");
    }
  }

  private void createStream(Command command) {
    int id = streams.create(session.context().settings().connections().messageStreams());
    if (id < 0) {
      unknown(command, "too many message streams are open on this connection");
      return;
    }
    session.reply(Replies.result(command, null, (double) id));
  }

  private void succeed(Command command) {
    succeed(command, null);
  }

  private void succeed(Command command, Object value) {
    if (command.wantsReply()) {
      session.reply(Replies.result(command, null, value));
    }
  }

  private void unknown(Command command, String words) {
    if (command.wantsReply()) {
      session.reply(Replies.error(command, StatusCode.CALL_FAILED, words));
    }
  }

  private void notify(String name, String code) {
    AmfObject info = AmfObject.object().put("code", code).put("description", "");
    session.reply(Command.of(name, 0, null, info));
  }

  private void streamLength(Command command) {
    StreamAddress address;
    try {
      address = session.address(command.string(1, ""));
    } catch (InvalidAddressException e) {
      unknown(command, e.getMessage());
      return;
    }
    Answer answer = new Answer(session);
    length = answer;
    session
        .context()
        .application()
        .streamLength(
            address, session.peer(), seconds -> answer.give(() -> tellLength(command, seconds)));
    // One look-up at a time, however many are asked for.
    if (length != null) {
      session.inbound().hold();
    }
  }

  private void tellLength(Command command, double seconds) {
    length = null;
    succeed(command, seconds);
    session.answered();
  }

  private void onStream(Command command, int streamId) {
    MessageStream stream = streams.find(streamId);
    if (stream == null) {
      unknown(command, "there is no message stream " + streamId);
      return;
    }
    switch (command.name()) {
      case "publish" -> stream.publish(command);
      case "play" -> stream.play(command);
      case "closeStream" -> stream.end(MessageStreams.UNPUBLISHED);
      default -> onPlayer(command, stream);
    }
  }

  private void onPlayer(Command command, MessageStream stream) {
    Playing playing = stream.playing();
    if (playing == null) {
      unknown(command, "nothing plays on this message stream");
      return;
    }
    switch (command.name()) {
      case "seek" -> playing.handler().seek(PlayArguments.positionMs(command.number(1, 0)));
      case "pause", "pauseRaw" ->
          playing.pause(command.argument(1), PlayArguments.positionMs(command.number(2, 0)));
      case "receiveAudio" -> playing.handler().receiveAudio(wanted(command, playing));
      case "receiveVideo" -> playing.handler().receiveVideo(wanted(command, playing));
      default -> throw new ProtocolException("no player knows " + command.name());
    }
  }

  private static boolean wanted(Command command, Playing playing) {
    boolean wanted = !Boolean.FALSE.equals(command.argument(1));
    if (wanted) {
      playing.status(Replies.STATUS, StatusCode.SEEK_NOTIFY, "Resuming.");
      playing.status(Replies.STATUS, StatusCode.PLAY_START, "Started playing.");
      playing.flush();
    }
    return wanted;
  }
}
