package tv.aircheck.rtmp.session;

import io.netty.util.concurrent.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.flv.amf.AmfException;
import tv.aircheck.rtmp.MessageLimits;
import tv.aircheck.rtmp.ProtocolException;
import tv.aircheck.rtmp.RtmpMessage;
import tv.aircheck.rtmp.chunk.MessageSink;
import tv.aircheck.rtmp.message.Acknowledgements;
import tv.aircheck.rtmp.message.Aggregate;
import tv.aircheck.rtmp.message.Command;
import tv.aircheck.rtmp.message.MessageType;
import tv.aircheck.rtmp.message.UserControl;
import tv.aircheck.rtmp.message.WindowSize;

/** Brings each message to who is concerned. */
final class MessageRouter implements MessageSink {
  private static final Logger log = LoggerFactory.getLogger(MessageRouter.class);

  private final ServerSession session;
  private final MessageStreams streams;
  private final Acknowledgements acknowledgements;
  private final Commands commands;
  private final RateLimit rate;
  private final Ticker ticker;
  private boolean mediaSeen;

  MessageRouter(ServerSession session, Acknowledgements acknowledgements, Ticker ticker) {
    this.session = session;
    this.streams = session.streams();
    this.acknowledgements = acknowledgements;
    this.commands = new Commands(session, streams);
    this.rate =
        new RateLimit(session.context().settings().messages().perSecond(), ticker.nanoTime());
    this.ticker = ticker;
  }

  @Override
  public void message(RtmpMessage message) {
    switch (message.typeId()) {
      case MessageType.AUDIO, MessageType.VIDEO -> media(message);
      case MessageType.AGGREGATE -> Aggregate.split(message, this::part);
      case MessageType.DATA, MessageType.DATA_AMF3 -> streams.data(message);
      case MessageType.COMMAND, MessageType.COMMAND_AMF3 -> command(message);
      case MessageType.USER_CONTROL -> userControl(message);
      case MessageType.WINDOW_SIZE, MessageType.PEER_BANDWIDTH -> {
        spend();
        acknowledgements.window(WindowSize.in(message));
      }
      // The decoder has obeyed these two; here they only count.
      case MessageType.SET_CHUNK_SIZE, MessageType.ABORT -> spend();
      case MessageType.ACKNOWLEDGEMENT -> {
        // Output waits for the socket, not for the peer's word; fast players send many of these.
      }
      default -> session.context().listener().messageIgnored(message.typeId());
    }
  }

  private void part(RtmpMessage message) {
    if (MessageType.isMedia(message.typeId())) {
      media(message);
    } else if (message.typeId() == MessageType.DATA || message.typeId() == MessageType.DATA_AMF3) {
      streams.data(message);
    }
  }

  private void media(RtmpMessage message) {
    mediaSeen = true;
    streams.media(message);
  }

  /** Whether there was audio or video since this was last asked. */
  boolean takeMediaSeen() {
    boolean seen = mediaSeen;
    mediaSeen = false;
    return seen;
  }

  private void command(RtmpMessage message) {
    spend();
    Command command;
    try {
      command = Command.read(message);
    } catch (AmfException e) {
      log.debug("{}: a command is dropped: {}", session.peer(), e.getMessage());
      session.context().listener().messageIgnored(message.typeId());
      return;
    }
    commands.execute(command, message.streamId());
  }

  private void userControl(RtmpMessage message) {
    spend();
    UserControl event = UserControl.read(message);
    if (event == null) {
      return;
    }
    switch (event.event()) {
      case UserControl.SET_BUFFER_LENGTH ->
          streams.bufferLength(event.first(), Math.max(0, event.second()));
      case UserControl.PING_REQUEST -> {
        session.writer().control(new UserControl(UserControl.PING_RESPONSE, event.first()));
        session.writer().flush();
      }
      default -> {
        // Everything else is news that changes nothing here.
      }
    }
  }

  /** Most of these are answered, so who sends them must be slow enough, and read the answers. */
  private void spend() {
    MessageLimits limits = session.context().settings().messages();
    if (!rate.take(ticker.nanoTime())) {
      throw new ProtocolException(
          "more than " + limits.perSecond() + " commands and control messages in a second");
    }
    if (session.writer().overdue() > limits.outbound()) {
      throw new ProtocolException("more than " + limits.outbound() + " bytes wait to be read");
    }
  }
}
