package tv.aircheck.rtmp.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import tv.aircheck.flv.amf.AmfException;
import tv.aircheck.flv.amf.AmfObject;
import tv.aircheck.rtmp.RecordingApplication;
import tv.aircheck.rtmp.RtmpListener;
import tv.aircheck.rtmp.RtmpMessage;
import tv.aircheck.rtmp.RtmpServerSettings;
import tv.aircheck.rtmp.chunk.ChunkEncoder;
import tv.aircheck.rtmp.chunk.ChunkOutput;
import tv.aircheck.rtmp.chunk.Chunks;
import tv.aircheck.rtmp.chunk.Received;
import tv.aircheck.rtmp.chunk.ServerOutput;
import tv.aircheck.rtmp.handshake.ServerHandshake;
import tv.aircheck.rtmp.message.Command;
import tv.aircheck.rtmp.message.Message;
import tv.aircheck.rtmp.message.MessageType;
import tv.aircheck.rtmp.message.SetChunkSize;
import tv.aircheck.rtmp.message.UserControl;
import tv.aircheck.rtmp.message.WindowSize;

/** A client that says what a test makes it say, and a server session that answers, in lines. */
final class Script implements AutoCloseable {
  private static final int PACKET = 1536;

  final RecordingApplication application = new RecordingApplication();
  final EmbeddedChannel channel;
  private final ByteBuf wire = Unpooled.buffer();
  private final ChunkOutput output = Chunks.outputTo(wire);
  private final ChunkEncoder encoder = new ChunkEncoder(output);
  private final ServerOutput fromServer = new ServerOutput();

  Script(RtmpServerSettings settings) {
    SessionContext context =
        new SessionContext(settings, application, RtmpListener.NONE, () -> "test");
    channel = new EmbeddedChannel(new ServerHandshake(new Random(1)), new ServerSession(context));
    channel.freezeTime();
  }

  static RtmpServerSettings defaults() {
    return RtmpServerSettings.defaults(new InetSocketAddress("127.0.0.1", 0));
  }

  Script() {
    this(defaults());
  }

  Script handshake() {
    channel.writeInbound(Unpooled.buffer().writeByte(3).writeZero(2 * PACKET));
    ByteBuf reply = channel.readOutbound();
    reply.release();
    return this;
  }

  /** Handshake and connect to the app "live"; the answers are not of interest. */
  Script connected(String app) {
    handshake();
    command(0, Command.of("connect", 1, AmfObject.object().put("app", app)));
    answers();
    return this;
  }

  /** Connected, and publishing "me" on stream 1. */
  Script publishing() {
    connected("live");
    command(0, Command.of("createStream", 2, (Object) null));
    command(1, Command.of("publish", 3, null, "me", "live"));
    answers();
    return this;
  }

  Script playing() {
    connected("archive");
    command(0, Command.of("createStream", 2, (Object) null));
    command(1, Command.of("play", 3, null, "show"));
    answers();
    return this;
  }

  Script command(int streamId, Command command) {
    return send(3, streamId, command);
  }

  Script control(Message message) {
    return send(2, 0, message);
  }

  Script chunkSize(int bytes) {
    control(new SetChunkSize(bytes));
    encoder.chunkSize(bytes);
    return this;
  }

  private Script send(int chunkStream, int streamId, Message message) {
    ByteBuf body = Unpooled.buffer();
    message.writeTo(body);
    return message(chunkStream, message.typeId(), streamId, 0, body);
  }

  Script message(int chunkStream, int type, int streamId, int timestamp, ByteBuf body) {
    encoder.message(chunkStream, type, streamId, timestamp, body);
    output.finish();
    return flush();
  }

  Script media(int type, int timestamp, String hex) {
    byte[] body = ByteBufUtil.decodeHexDump(hex.replace(" ", ""));
    return message(
        ChunkEncoder.chunkStreamOf(type), type, 1, timestamp, Unpooled.wrappedBuffer(body));
  }

  private Script flush() {
    if (channel.isOpen()) {
      channel.writeInbound(channel.alloc().buffer().writeBytes(wire));
    }
    wire.clear();
    return this;
  }

  Script bytes(String hex) {
    channel.writeInbound(Chunks.bytes(hex));
    return this;
  }

  Script pass(long millis) {
    channel.runPendingTasks();
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runPendingTasks();
    return this;
  }

  /** What the server has sent since this was last asked, a line per message. */
  List<String> answers() {
    channel.runScheduledPendingTasks();
    List<String> lines = new ArrayList<>();
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      fromServer.feed(out);
    }
    fromServer.take().forEach(message -> lines.add(line(message)));
    return lines;
  }

  private static String line(Received received) {
    RtmpMessage message = received.message();
    String on = received.streamId() == 0 ? "" : " on " + received.streamId();
    return switch (message.typeId()) {
      case MessageType.COMMAND, MessageType.DATA -> read(message) + on;
      case MessageType.USER_CONTROL -> userControl(UserControl.read(message));
      case MessageType.SET_CHUNK_SIZE -> "SetChunkSize " + WindowSize.in(message);
      case MessageType.ACKNOWLEDGEMENT -> "Acknowledgement " + WindowSize.in(message);
      case MessageType.WINDOW_SIZE -> "WindowSize " + WindowSize.in(message);
      case MessageType.PEER_BANDWIDTH -> "PeerBandwidth " + WindowSize.in(message);
      default -> message.typeId() + " @" + message.timestamp() + " " + received.hex() + on;
    };
  }

  private static String userControl(UserControl event) {
    String name =
        switch (event.event()) {
          case UserControl.STREAM_BEGIN -> "StreamBegin";
          case UserControl.STREAM_EOF -> "StreamEOF";
          case UserControl.STREAM_IS_RECORDED -> "StreamIsRecorded";
          case UserControl.PING_REQUEST -> "PingRequest";
          case UserControl.PING_RESPONSE -> "PingResponse";
          default -> "event " + event.event();
        };
    return name + " " + event.first();
  }

  private static String read(RtmpMessage message) {
    try {
      Command command = Command.read(message);
      StringBuilder line = new StringBuilder(command.name());
      if (command.transactionId() != 0) {
        line.append(' ').append((long) command.transactionId());
      }
      for (Object argument : command.arguments()) {
        if (argument instanceof AmfObject info && info.has("code")) {
          line.append(' ').append(info.string("level", "")).append(' ');
          line.append(info.string("code", ""));
        } else {
          line.append(' ').append(argument);
        }
      }
      return line.toString();
    } catch (AmfException e) {
      return "unreadable: " + e.getMessage();
    }
  }

  @Override
  public void close() {
    if (channel.isOpen()) {
      channel.close().syncUninterruptibly();
    }
    channel.runPendingTasks();
    channel.checkException();
    answers();
    wire.release();
    fromServer.close();
  }
}
