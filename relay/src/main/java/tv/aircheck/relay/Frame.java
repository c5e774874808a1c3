package tv.aircheck.relay;

import io.netty.buffer.ByteBuf;
import io.netty.util.ReferenceCounted;
import java.util.List;

/**
 * One frame of the relay protocol. {@code PROTOCOL.md} says who sends which when, and how each
 * looks on the wire.
 */
public sealed interface Frame
    permits TakeOpen,
        Frame.Hello,
        Frame.Challenge,
        Frame.Proof,
        Frame.Welcome,
        Frame.Subscribe,
        Frame.TakeGone,
        Frame.Data,
        Frame.TakeMark,
        Frame.TakeEnd,
        Frame.Gap,
        Frame.Ack,
        Frame.Credit,
        Frame.Ping,
        Frame.Pong,
        Frame.Redirect,
        Frame.Load,
        Frame.Fault {

  FrameType type();

  /** Tap to origin, first frame of a connection. */
  record Hello(Introduction from) implements Frame {
    @Override
    public FrameType type() {
      return FrameType.HELLO;
    }
  }

  /** Origin to tap: its own introduction; the tap proves that it knows the secret. */
  record Challenge(Introduction from) implements Frame {
    @Override
    public FrameType type() {
      return FrameType.CHALLENGE;
    }
  }

  /** Tap to origin. */
  record Proof(Mac mac) implements Frame {
    @Override
    public FrameType type() {
      return FrameType.PROOF;
    }
  }

  /** Origin to tap: the proof was right, and here is the origin's own. */
  record Welcome(Mac mac) implements Frame {
    @Override
    public FrameType type() {
      return FrameType.WELCOME;
    }
  }

  /**
   * Tap to origin, once.
   *
   * @param pattern {@code APP/NAME}, where either may be {@code *}
   * @param durable whether the origin keeps what this tap has not acknowledged
   * @param group reserved: members of one group share the takes; empty in version 1.0
   */
  record Subscribe(String pattern, boolean durable, String group, List<Held> held)
      implements Frame {
    @Override
    public FrameType type() {
      return FrameType.SUBSCRIBE;
    }
  }

  /** Origin to tap: the take named in SUBSCRIBE is not known here (any more). */
  record TakeGone(String takeId) implements Frame {
    @Override
    public FrameType type() {
      return FrameType.TAKE_GONE;
    }
  }

  /**
   * Origin to tap: log bytes, whole FLV tags.
   *
   * @param run owned by the frame; whoever takes the frame from the pipeline releases it or passes
   *     it on
   */
  record Data(int handle, long position, ByteBuf run) implements Frame, ReferenceCounted {
    /** Payload bytes before the run. */
    static final int HEADER = 12;

    @Override
    public FrameType type() {
      return FrameType.DATA;
    }

    @Override
    public int refCnt() {
      return run.refCnt();
    }

    @Override
    public Data retain() {
      run.retain();
      return this;
    }

    @Override
    public Data retain(int increment) {
      run.retain(increment);
      return this;
    }

    @Override
    public Data touch() {
      run.touch();
      return this;
    }

    @Override
    public Data touch(Object hint) {
      run.touch(hint);
      return this;
    }

    @Override
    public boolean release() {
      return run.release();
    }

    @Override
    public boolean release(int decrement) {
      return run.release(decrement);
    }
  }

  /** Origin to tap: a mark of the log, before the DATA that holds the byte at its position. */
  record TakeMark(int handle, Mark mark) implements Frame {
    @Override
    public FrameType type() {
      return FrameType.MARK;
    }
  }

  /** Origin to tap: the log is complete. */
  record TakeEnd(int handle, long finalPosition, EndReason reason) implements Frame {
    @Override
    public FrameType type() {
      return FrameType.TAKE_END;
    }
  }

  /**
   * Origin to tap: the bytes of [from, to) are gone; DATA goes on at {@code to}, of which {@code
   * after} is the context.
   */
  record Gap(int handle, long from, long to, JoinContext after) implements Frame {
    @Override
    public FrameType type() {
      return FrameType.GAP;
    }
  }

  /** Tap to origin: everything before {@code position} is safe here. */
  record Ack(int handle, long position) implements Frame {
    @Override
    public FrameType type() {
      return FrameType.ACK;
    }
  }

  /** Tap to origin: so many more bytes of runs may be sent. */
  record Credit(int bytes) implements Frame {
    @Override
    public FrameType type() {
      return FrameType.CREDIT;
    }
  }

  /** Either way; the other end answers with PONG and the same token. */
  record Ping(long token) implements Frame {
    @Override
    public FrameType type() {
      return FrameType.PING;
    }
  }

  record Pong(long token) implements Frame {
    @Override
    public FrameType type() {
      return FrameType.PONG;
    }
  }

  /** Reserved. Origin to tap: takes that match are better fetched elsewhere. */
  record Redirect(String pattern, String nodeId, String host, int port) implements Frame {
    @Override
    public FrameType type() {
      return FrameType.REDIRECT;
    }
  }

  /** Reserved. Either way: what this node carries. */
  record Load(int takes, long bytesPerSecond, int busyPermille) implements Frame {
    @Override
    public FrameType type() {
      return FrameType.LOAD;
    }
  }

  /** ERROR, either way: the sender closes the connection after it. */
  record Fault(ErrorCode code, String words) implements Frame {
    @Override
    public FrameType type() {
      return FrameType.ERROR;
    }
  }
}
