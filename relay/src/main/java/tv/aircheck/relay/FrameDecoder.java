package tv.aircheck.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Bytes to {@link Frame}s. A payload that lies in one buffer is read in place, and a run of DATA
 * that does, as all do within one process, is a retained slice of that buffer. What spans several
 * is gathered once, in a buffer of the announced size at most, which grows with what arrives:
 * announcing a large frame costs the announcer the bytes.
 */
final class FrameDecoder extends ChannelInboundHandlerAdapter {
  private static final int FIRST_CAPACITY = 256 << 10;

  private enum State {
    HEADER,
    BODY,
    /** What of a DATA frame follows its handle and position. */
    RUN,
    SKIP,
    STOPPED
  }

  private final RelayLimits limits;
  private boolean welcomed;
  private State state = State.HEADER;
  private long header;
  private int headerBytes;
  private FrameType type;

  /** Payload bytes of the frame; of the run alone; while skipping, those left. */
  private int length;

  private int handle;
  private long position;

  private ByteBuf body;

  FrameDecoder(RelayLimits limits) {
    this.limits = limits;
  }

  /** The handshake is done: the other frames may come, and larger ones. */
  void welcomed() {
    welcomed = true;
  }

  /** Drops whatever comes from now on. */
  void stop() {
    state = State.STOPPED;
    if (body != null) {
      body.release();
      body = null;
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    stop();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    try {
      while (state != State.STOPPED && in.isReadable()) {
        step(ctx, in);
      }
    } catch (RelayException e) {
      stop();
      ctx.fireExceptionCaught(e);
    } finally {
      in.release();
    }
  }

  private void step(ChannelHandlerContext ctx, ByteBuf in) throws RelayException {
    switch (state) {
      case HEADER -> {
        header = header << 8 | in.readUnsignedByte();
        if (++headerBytes == FrameWriter.HEADER) {
          headerBytes = 0;
          begin(in);
        }
      }
      case BODY -> body(ctx, in);
      case RUN -> run(ctx, in);
      case SKIP -> {
        int part = Math.min(length, in.readableBytes());
        in.skipBytes(part);
        length -= part;
        if (length == 0) {
          state = State.HEADER;
        }
      }
      case STOPPED -> in.skipBytes(in.readableBytes());
    }
  }

  private void begin(ByteBuf in) throws RelayException {
    long announced = header >>> 32;
    int code = (int) (header >>> 24) & 0xFF;
    int flags = (int) (header >>> 16) & 0xFF;
    type = FrameType.of(code);
    check(announced, code, flags);
    length = (int) announced;
    state = type == null ? State.SKIP : State.BODY;
    if (length == 0 && type == null) {
      state = State.HEADER;
    } else if (type == FrameType.DATA && in.readableBytes() >= Frame.Data.HEADER) {
      beginRun(in);
    }
  }

  private void beginRun(ByteBuf in) throws RelayException {
    Payload head = new Payload(type, in);
    if (length <= Frame.Data.HEADER) {
      throw head.bad("no bytes follow");
    }
    handle = head.bits32();
    position = head.position("position");
    length -= Frame.Data.HEADER;
    state = State.RUN;
  }

  private void check(long announced, int code, int flags) throws RelayException {
    String name = type == null ? String.format("frame 0x%02x", code) : type.name();
    if (!welcomed && (type == null || !type.allowedInHandshake())) {
      throw new RelayException(ErrorCode.PROTOCOL, name + " before the handshake is done");
    }
    if (type == null && (flags & FrameWriter.IGNORABLE) == 0) {
      throw new RelayException(ErrorCode.PROTOCOL, name + " is not known here");
    }
    int most =
        !welcomed
            ? RelayLimits.HANDSHAKE_BYTES
            : type == FrameType.DATA ? limits.maxDataBytes() : limits.maxControlBytes();
    if (announced > most) {
      throw new RelayException(
          ErrorCode.LIMIT, name + " of " + announced + " bytes, at most " + most + " are accepted");
    }
  }

  private void body(ChannelHandlerContext ctx, ByteBuf in) throws RelayException {
    if (body == null && in.readableBytes() >= length) {
      deliver(ctx, FrameReader.read(type, in.readSlice(length)));
    } else if (gather(ctx, in)) {
      ByteBuf whole = takeBody();
      try {
        deliver(ctx, FrameReader.read(type, whole));
      } finally {
        whole.release();
      }
    }
  }

  private void run(ChannelHandlerContext ctx, ByteBuf in) throws RelayException {
    if (body == null && in.readableBytes() >= length) {
      deliver(ctx, new Frame.Data(handle, position, in.readRetainedSlice(length)));
    } else if (gather(ctx, in)) {
      deliver(ctx, new Frame.Data(handle, position, takeBody()));
    }
  }

  /** Whether all of it is there. */
  private boolean gather(ChannelHandlerContext ctx, ByteBuf in) {
    if (body == null) {
      body = ctx.alloc().directBuffer(Math.min(length, FIRST_CAPACITY), length);
    }
    body.writeBytes(in, Math.min(in.readableBytes(), length - body.readableBytes()));
    return body.readableBytes() == length;
  }

  private ByteBuf takeBody() {
    ByteBuf whole = body;
    body = null;
    return whole;
  }

  private void deliver(ChannelHandlerContext ctx, Frame frame) throws RelayException {
    state = State.HEADER;
    if (frame instanceof Frame.Fault fault) {
      throw RelayException.fromPeer(fault.code(), fault.words());
    }
    ctx.fireChannelRead(frame);
  }
}
