package tv.aircheck.rtmp.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import tv.aircheck.flv.amf.AmfException;
import tv.aircheck.rtmp.RtmpMessage;
import tv.aircheck.rtmp.chunk.ChunkDecoder;
import tv.aircheck.rtmp.chunk.ChunkInput;
import tv.aircheck.rtmp.chunk.ChunkLimits;
import tv.aircheck.rtmp.chunk.MessageSink;
import tv.aircheck.rtmp.chunk.MessageWriter;
import tv.aircheck.rtmp.message.Acknowledgement;
import tv.aircheck.rtmp.message.Acknowledgements;
import tv.aircheck.rtmp.message.Aggregate;
import tv.aircheck.rtmp.message.Command;
import tv.aircheck.rtmp.message.MessageType;
import tv.aircheck.rtmp.message.UserControl;
import tv.aircheck.rtmp.message.WindowSize;

/** What comes from the server: does what the protocol asks, passes on the rest. */
final class ClientMessages implements MessageSink {
  private static final int MIB = 1024 * 1024;
  private static final ChunkLimits LIMITS =
      new ChunkLimits(64, MIB, 4 * MIB, ChunkLimits.LARGEST, 64 * MIB);

  private final MessageWriter writer;
  private final ClientSession session;
  private final ClientRole role;
  private final Acknowledgements acknowledgements = new Acknowledgements();
  private final ChunkInput input;

  ClientMessages(ChannelHandlerContext ctx, ClientSession session, ClientRole role) {
    this.writer = session.writer();
    this.session = session;
    this.role = role;
    this.input = new ChunkInput(new ChunkDecoder(LIMITS, ctx.executor().ticker(), this));
  }

  /** Takes a read buffer; ownership passes here. */
  void feed(ByteBuf in) {
    input.feed(in);
  }

  void readComplete() {
    Acknowledgement due = acknowledgements.due(input.received());
    if (due != null) {
      writer.control(due);
      writer.flush();
    }
  }

  void close() {
    input.close();
  }

  @Override
  public void message(RtmpMessage message) {
    switch (message.typeId()) {
      case MessageType.AUDIO, MessageType.VIDEO -> role.message(message);
      case MessageType.DATA, MessageType.DATA_AMF3 -> data(message);
      case MessageType.AGGREGATE -> Aggregate.split(message, this::message);
      case MessageType.COMMAND, MessageType.COMMAND_AMF3 -> command(message);
      case MessageType.USER_CONTROL -> userControl(message);
      case MessageType.WINDOW_SIZE, MessageType.PEER_BANDWIDTH ->
          acknowledgements.window(WindowSize.in(message));
      default -> {
        // The decoder has obeyed what concerns chunks; the rest changes nothing here.
      }
    }
  }

  private void data(RtmpMessage message) {
    role.message(message);
    try {
      Command status = Command.read(message);
      if (status.name().equals("onPlayStatus")) {
        session.status(status, 0);
      }
    } catch (AmfException e) {
      // Not a status, then: data may be anything, and has been passed on.
    }
  }

  private void command(RtmpMessage message) {
    try {
      session.command(Command.read(message));
    } catch (AmfException e) {
      session.fail("", "the server sent a command that is none: " + e.getMessage());
    }
  }

  private void userControl(RtmpMessage message) {
    UserControl event = UserControl.read(message);
    if (event == null) {
      return;
    }
    if (event.event() == UserControl.PING_REQUEST) {
      writer.control(new UserControl(UserControl.PING_RESPONSE, event.first()));
      writer.flush();
    } else if (event.event() == UserControl.STREAM_EOF) {
      role.streamEof();
    }
  }
}
