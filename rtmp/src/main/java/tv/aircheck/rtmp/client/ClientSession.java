package tv.aircheck.rtmp.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.flv.amf.AmfObject;
import tv.aircheck.rtmp.CloseReason;
import tv.aircheck.rtmp.CloseReason.Kind;
import tv.aircheck.rtmp.RtmpException;
import tv.aircheck.rtmp.RtmpUri;
import tv.aircheck.rtmp.chunk.MessageWriter;
import tv.aircheck.rtmp.handshake.HandshakeDone;
import tv.aircheck.rtmp.message.Command;

/** One connection to a server: connect, createStream, publish or play, and what follows. */
public final class ClientSession extends ChannelInboundHandlerAdapter {
  /** Changes in {@link #become} alone. */
  private enum State {
    HANDSHAKE,
    CONNECTING,
    CREATING,
    ASKING,
    RUNNING,
    CLOSED
  }

  private static final Logger log = LoggerFactory.getLogger(ClientSession.class);
  private static final int CHUNK_SIZE = 65_536;
  private static final int CONNECT = 1;
  private static final int CREATE_STREAM = 4;
  private static final long PATIENCE_MS = 15_000;
  private static final long LINGER_MS = 5_000;

  /** Scheduled tasks that fall due wait for the next turn; plain ones would still run in this. */
  private static final long NEXT_TURN_NANOS = 1;

  private final RtmpUri uri;
  private final ClientRole role;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
  private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
  private State state = State.HANDSHAKE;
  private ChannelHandlerContext ctx;
  private MessageWriter writer;
  private ClientMessages messages;
  private int streamId;
  private RtmpException failure;

  public ClientSession(RtmpUri uri, ClientRole role) {
    this.uri = uri;
    this.role = role;
  }

  /** Done when the server has said that the stream has begun. */
  public CompletableFuture<Void> ready() {
    return ready;
  }

  /** There never was a connection. */
  public void unreachable(IOException why) {
    ready.completeExceptionally(why);
  }

  /** Done when the connection is gone. */
  public CompletableFuture<CloseReason> closed() {
    return closed;
  }

  /** Does something with the writer and the message stream's number on the event loop. */
  public void onStream(Consumer<MessageWriter> action, Runnable otherwise) {
    ctx.executor()
        .execute(
            () -> {
              if (state == State.RUNNING) {
                action.accept(writer);
              } else {
                otherwise.run();
              }
            });
  }

  public int streamId() {
    return streamId;
  }

  /**
   * Done when the socket takes more, in the next turn of the event loop at the earliest: one who
   * sends whenever it may would otherwise keep the loop at its tasks, and every other connection on
   * it from being read.
   */
  public CompletableFuture<Void> writable() {
    CompletableFuture<Void> future = new CompletableFuture<>();
    var unused =
        ctx.executor()
            .schedule(
                () -> {
                  waiting.add(future);
                  completeWaiting();
                },
                NEXT_TURN_NANOS,
                TimeUnit.NANOSECONDS);
    return future;
  }

  private void completeWaiting() {
    if (state == State.CLOSED) {
      RtmpException gone = new RtmpException("", "the connection is gone");
      waiting.forEach(future -> future.completeExceptionally(gone));
      waiting.clear();
    } else if (ctx.channel().isWritable()) {
      waiting.forEach(future -> future.complete(null));
      waiting.clear();
    }
  }

  public void pauseReading(boolean pause) {
    ctx.channel().config().setAutoRead(!pause);
  }

  MessageWriter writer() {
    return writer;
  }

  private void become(State next) {
    log.debug("{}: {} -> {}", uri, state, next);
    state = next;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    ctx = context;
    writer = new MessageWriter(ctx);
    messages = new ClientMessages(ctx, this, role);
    var patience =
        ctx.executor()
            .schedule(
                () -> fail("", "no answer within " + PATIENCE_MS / 1000 + " s"),
                PATIENCE_MS,
                TimeUnit.MILLISECONDS);
    var unused = ready.whenComplete((done, failed) -> patience.cancel(false));
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == HandshakeDone.DONE) {
      become(State.CONNECTING);
      writer.setChunkSize(CHUNK_SIZE);
      writer.command(
          Command.of(
              "connect",
              CONNECT,
              AmfObject.object()
                  .put("app", uri.app())
                  .put("type", "nonprivate")
                  .put("flashVer", "FMLE/3.0 (compatible; Aircheck)")
                  .put("tcUrl", uri.tcUrl())));
      writer.flush();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    messages.feed((ByteBuf) message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    messages.readComplete();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    completeWaiting();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fail("", cause.getMessage() == null ? cause.toString() : cause.getMessage());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    become(State.CLOSED);
    messages.close();
    completeWaiting();
    String words = failure == null ? "the connection ended" : failure.getMessage();
    ready.completeExceptionally(
        failure == null ? new RtmpException("", "the server closed the connection") : failure);
    closed.complete(new CloseReason(Kind.DISCONNECTED, words));
  }

  void command(Command command) {
    switch (command.name()) {
      case "_result" -> result(command);
      case "_error" -> error(command);
      case "onStatus" -> status(command, 1);
      case "close" -> fail("", "the server said close");
      default -> log.debug("{}: the server calls {}", uri, command.name());
    }
  }

  private void result(Command result) {
    if (result.transactionId() == CONNECT && state == State.CONNECTING) {
      become(State.CREATING);
      role.prepare(writer);
      writer.command(Command.of("createStream", CREATE_STREAM, (Object) null));
      writer.flush();
    } else if (result.transactionId() == CREATE_STREAM && state == State.CREATING) {
      become(State.ASKING);
      streamId = (int) result.number(1, 1);
      role.begin(writer, streamId);
      writer.flush();
    }
  }

  /** The server's no matters where we cannot go on without its yes. */
  private void error(Command error) {
    boolean fatal = error.transactionId() == CONNECT || error.transactionId() == CREATE_STREAM;
    if (fatal) {
      AmfObject info = error.object(1);
      fail(info.string("code", ""), info.string("description", "the server said no"));
    }
  }

  /** An onStatus, or an onPlayStatus with its information elsewhere. */
  void status(Command command, int at) {
    AmfObject info = command.object(at);
    String level = info.string("level", "status");
    String code = info.string("code", "");
    String words = info.string("description", "");
    if (state == State.ASKING && code.equals(role.startCode())) {
      become(State.RUNNING);
      ready.complete(null);
    }
    role.status(level, code, words);
    if (level.equals("error")) {
      fail(code, words);
    }
  }

  void fail(String code, String words) {
    if (failure == null) {
      failure = new RtmpException(code, words);
    }
    hangUp();
  }

  private void hangUp() {
    var unused = ctx.close();
  }

  /** Ends in order: the last words, our end of the connection, and then the server's. */
  public void close() {
    ctx.executor()
        .execute(
            () -> {
              if (state == State.RUNNING) {
                role.end(writer, streamId);
              }
              var late = ctx.executor().schedule(this::hangUp, LINGER_MS, TimeUnit.MILLISECONDS);
              var unusedToo = closed.whenComplete((reason, failed) -> late.cancel(false));
              ctx.writeAndFlush(Unpooled.EMPTY_BUFFER)
                  .addListener(
                      written -> {
                        var unused = ((DuplexChannel) ctx.channel()).shutdownOutput();
                      });
            });
  }
}
