package tv.aircheck.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * Writes frames as {@code PROTOCOL.md} lays them out. What does not fit is a fault of the caller.
 */
final class FrameWriter {
  static final int HEADER = 8;
  static final int IGNORABLE = 0x01;
  static final int MAGIC = 0x4143524C; // "ACRL"
  static final int MAX_STRING = 1024;

  private FrameWriter() {}

  /** Appends the whole frame; of DATA everything but the run. */
  static void write(Frame frame, ByteBuf out) {
    int start = out.writerIndex();
    out.writeInt(0);
    out.writeByte(frame.type().code());
    out.writeByte(frame.type().ignorable() ? IGNORABLE : 0);
    out.writeShort(0);
    payload(frame, out);
    int length = out.writerIndex() - start - HEADER;
    if (frame instanceof Frame.Data data) {
      length += data.run().readableBytes();
    }
    out.setInt(start, length);
  }

  private static void payload(Frame frame, ByteBuf out) {
    switch (frame.type()) {
      case HELLO -> introduction(((Frame.Hello) frame).from(), out);
      case CHALLENGE -> introduction(((Frame.Challenge) frame).from(), out);
      case PROOF -> out.writeBytes(((Frame.Proof) frame).mac().bytes());
      case WELCOME -> out.writeBytes(((Frame.Welcome) frame).mac().bytes());
      case SUBSCRIBE -> subscribe((Frame.Subscribe) frame, out);
      case TAKE_OPEN -> takeOpen((TakeOpen) frame, out);
      case TAKE_GONE -> string(((Frame.TakeGone) frame).takeId(), out);
      case DATA -> {
        Frame.Data data = (Frame.Data) frame;
        out.writeInt(data.handle()).writeLong(data.position());
      }
      case MARK -> {
        Frame.TakeMark mark = (Frame.TakeMark) frame;
        out.writeInt(mark.handle());
        mark(mark.mark(), out);
      }
      case TAKE_END -> {
        Frame.TakeEnd end = (Frame.TakeEnd) frame;
        out.writeInt(end.handle()).writeLong(end.finalPosition()).writeByte(end.reason().code());
      }
      case GAP -> {
        Frame.Gap gap = (Frame.Gap) frame;
        out.writeInt(gap.handle()).writeLong(gap.from()).writeLong(gap.to());
        context(gap.after(), out);
      }
      case ACK -> {
        Frame.Ack ack = (Frame.Ack) frame;
        out.writeInt(ack.handle()).writeLong(ack.position());
      }
      case CREDIT -> out.writeInt(((Frame.Credit) frame).bytes());
      case PING -> out.writeLong(((Frame.Ping) frame).token());
      case PONG -> out.writeLong(((Frame.Pong) frame).token());
      case REDIRECT -> redirect((Frame.Redirect) frame, out);
      case LOAD -> {
        Frame.Load load = (Frame.Load) frame;
        out.writeInt(load.takes()).writeLong(load.bytesPerSecond()).writeShort(load.busyPermille());
      }
      case ERROR -> {
        Frame.Fault fault = (Frame.Fault) frame;
        out.writeShort(fault.code().code());
        string(fault.words(), out);
      }
    }
  }

  /** Also what is proved in the handshake: these bytes of both ends. */
  static void introduction(Introduction from, ByteBuf out) {
    out.writeInt(MAGIC);
    out.writeShort(from.major());
    out.writeShort(from.minor());
    out.writeByte(from.role().code());
    out.writeInt(from.maxFrameBytes());
    out.writeInt(from.idleMs());
    out.writeLong(from.features());
    out.writeBytes(from.nonce());
    string(from.nodeId(), out);
  }

  private static void subscribe(Frame.Subscribe subscribe, ByteBuf out) {
    out.writeByte(subscribe.durable() ? 1 : 0);
    string(subscribe.pattern(), out);
    string(subscribe.group(), out);
    out.writeInt(subscribe.held().size());
    for (Held held : subscribe.held()) {
      string(held.takeId(), out);
      out.writeLong(held.position());
    }
  }

  private static void takeOpen(TakeOpen take, ByteBuf out) {
    out.writeInt(take.handle());
    string(take.takeId(), out);
    string(take.app(), out);
    string(take.name(), out);
    out.writeLong(take.startedAtMs());
    string(take.originNode(), out);
    out.writeByte(take.openedBy().code());
    string(take.previousTakeId() == null ? "" : take.previousTakeId(), out);
    out.writeLong(take.startPosition());
    context(take.context(), out);
  }

  private static void context(JoinContext context, ByteBuf out) {
    boolean marked = context.lastMark() != null;
    out.writeByte((context.hasVideo() ? 1 : 0) | (marked ? 2 : 0));
    out.writeLong(context.lastKeyframeMs());
    out.writeLong(context.highestMs());
    if (marked) {
      mark(context.lastMark(), out);
    }
    out.writeInt(context.headerTags().length);
    out.writeBytes(context.headerTags());
  }

  private static void mark(Mark mark, ByteBuf out) {
    out.writeLong(mark.position());
    out.writeLong(mark.timestampMs());
    out.writeLong(mark.wallClockMs());
    out.writeByte(mark.keyframe() ? 1 : 0);
  }

  private static void redirect(Frame.Redirect redirect, ByteBuf out) {
    string(redirect.pattern(), out);
    string(redirect.nodeId(), out);
    string(redirect.host(), out);
    out.writeShort(redirect.port());
  }

  private static void string(String text, ByteBuf out) {
    int length = ByteBufUtil.utf8Bytes(text);
    if (length > MAX_STRING) {
      throw new IllegalArgumentException(
          "a text of " + length + " bytes is too long for a relay frame (" + MAX_STRING + ")");
    }
    out.writeShort(length);
    ByteBufUtil.reserveAndWriteUtf8(out, text, length);
  }
}
