package tv.aircheck.relay;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads payloads as {@code PROTOCOL.md} lays them out. Bytes after the last known field are what
 * later versions add, and are ignored.
 */
final class FrameReader {
  private static final int SMALLEST_HELD = 2 + 1 + 8;
  private static final int MIN_IDLE_MS = 100;

  private FrameReader() {}

  /** Borrows {@code payload}; the run of a DATA frame is a retained slice of it. */
  static Frame read(FrameType type, ByteBuf payload) throws RelayException {
    Payload in = new Payload(type, payload);
    return switch (type) {
      case HELLO -> new Frame.Hello(introduction(in));
      case CHALLENGE -> new Frame.Challenge(introduction(in));
      case PROOF -> new Frame.Proof(new Mac(in.bytes(Mac.LENGTH)));
      case WELCOME -> new Frame.Welcome(new Mac(in.bytes(Mac.LENGTH)));
      case SUBSCRIBE -> subscribe(in);
      case TAKE_OPEN -> takeOpen(in);
      case TAKE_GONE -> new Frame.TakeGone(in.takeId());
      case DATA -> new Frame.Data(in.bits32(), in.position("position"), in.run());
      case MARK -> new Frame.TakeMark(in.bits32(), mark(in));
      case TAKE_END ->
          new Frame.TakeEnd(in.bits32(), in.position("final position"), EndReason.of(in.u8()));
      case GAP -> gap(in);
      case ACK -> new Frame.Ack(in.bits32(), in.position("position"));
      case CREDIT -> new Frame.Credit(in.int32("credit", 1));
      case PING -> new Frame.Ping(in.bits64());
      case PONG -> new Frame.Pong(in.bits64());
      case REDIRECT -> new Frame.Redirect(in.string(), in.string(), in.string(), in.u16());
      case LOAD -> new Frame.Load(in.int32("takes", 0), in.int64("bytes per second", 0), in.u16());
      case ERROR -> new Frame.Fault(ErrorCode.of(in.u16()), in.string());
    };
  }

  private static Introduction introduction(Payload in) throws RelayException {
    if (in.bits32() != FrameWriter.MAGIC) {
      throw in.bad("the other end does not speak the relay protocol");
    }
    int major = in.u16();
    int minor = in.u16();
    if (major != RelayHandshake.MAJOR) {
      throw new RelayException(
          ErrorCode.VERSION,
          "relay protocol "
              + major
              + " meets "
              + RelayHandshake.MAJOR
              + ": update the node with the lower one");
    }
    Role role = Role.of(in.u8());
    if (role == null) {
      throw in.bad("unknown role");
    }
    return new Introduction(
        major,
        minor,
        role,
        in.int32("frame limit", RelayLimits.HANDSHAKE_BYTES),
        in.int32("idle limit", MIN_IDLE_MS),
        in.bits64(),
        in.bytes(RelayAuth.NONCE),
        in.string());
  }

  private static Frame.Subscribe subscribe(Payload in) throws RelayException {
    boolean durable = (in.u8() & 1) != 0;
    String pattern = in.string();
    String group = in.string();
    int count = in.int32("number of takes held", 0);
    if (count > in.remaining() / SMALLEST_HELD) {
      throw in.bad("names fewer takes than it says");
    }
    List<Held> held = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      held.add(new Held(in.takeId(), in.position("position")));
    }
    return new Frame.Subscribe(pattern, durable, group, List.copyOf(held));
  }

  private static TakeOpen takeOpen(Payload in) throws RelayException {
    int handle = in.bits32();
    String takeId = in.takeId();
    String app = in.string();
    String name = in.string();
    long startedAtMs = in.int64("start time", 0);
    String originNode = in.string();
    OpenedBy openedBy = OpenedBy.of(in.u8());
    String previous = in.string();
    return new TakeOpen(
        handle,
        takeId,
        app,
        name,
        startedAtMs,
        originNode,
        openedBy,
        previous.isEmpty() ? null : previous,
        in.position("start position"),
        context(in));
  }

  private static Frame.Gap gap(Payload in) throws RelayException {
    int handle = in.bits32();
    long from = in.position("start of the gap");
    long to = in.int64("end of the gap", from + 1);
    return new Frame.Gap(handle, from, to, context(in));
  }

  private static JoinContext context(Payload in) throws RelayException {
    int flags = in.u8();
    long lastKeyframeMs = in.int64("last keyframe", -1);
    long highestMs = in.int64("highest timestamp", -1);
    Mark lastMark = (flags & 2) != 0 ? mark(in) : null;
    byte[] headerTags = in.bytes(in.int32("length of the header tags", 0));
    return new JoinContext(headerTags, (flags & 1) != 0, lastKeyframeMs, highestMs, lastMark);
  }

  private static Mark mark(Payload in) throws RelayException {
    return new Mark(
        in.position("mark"),
        in.int64("mark's timestamp", 0),
        in.int64("mark's wall clock", 0),
        (in.u8() & 1) != 0);
  }
}
