package tv.aircheck.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Ticker;
import tv.aircheck.rtmp.ProtocolException;
import tv.aircheck.rtmp.RtmpMessage;
import tv.aircheck.rtmp.message.MessageType;

/**
 * Puts messages together from the chunks in read buffers. Bodies stay where the socket left them.
 * What concerns the chunks themselves, Set Chunk Size and Abort, takes effect here before the sink
 * sees it. Not thread-safe; lives on its connection's event loop.
 */
public final class ChunkDecoder {
  private static final int INITIAL_CHUNK_SIZE = 128;

  /** Chunks under 128 bytes are legal, and too dear for messages longer than this. */
  private static final int LARGEST_IN_TINY_CHUNKS = 4096;

  /** Two incompatible readings exist of a message that begins without a header; see there. */
  private static final int FIRST_TIMESTAMP_THAT_IS_NO_DELTA = 1001;

  private final MessageSink sink;
  private final InChunkStreams streams;
  private final HeaderReader headers;
  private final Body borrowed = new Body();
  private final InMessage view = new InMessage();
  private ChunkLimits limits;
  private int chunkSize = INITIAL_CHUNK_SIZE;
  private InChunkStream current;
  private int chunkLeft;
  private int partial;
  private boolean stopped;

  public ChunkDecoder(ChunkLimits limits, Ticker ticker, MessageSink sink) {
    this.limits = limits;
    this.sink = sink;
    this.streams = new InChunkStreams(ticker);
    this.headers = new HeaderReader(streams);
  }

  public void limits(ChunkLimits newLimits) {
    limits = newLimits;
  }

  /** For how long the slowest unfinished message has been under way; 0 if there is none. */
  public long longestWaitNanos() {
    return streams.longestWaitNanos();
  }

  /** Makes {@link #decode} return after the message that is being handed over. */
  void stop() {
    stopped = true;
  }

  /**
   * Decodes a read buffer, whose ownership passes here.
   *
   * @return what is left because of {@link #stop}, owned by the caller; null if all was used
   * @throws ProtocolException if the peer broke the protocol or a limit
   */
  ByteBuf decode(ByteBuf buffer) {
    ByteBuf in = buffer;
    stopped = false;
    try {
      while (in.isReadable() && !stopped) {
        if (chunkLeft > 0) {
          takePayload(in);
        } else if (headers.read(in)) {
          in = headers.putBack(in);
          startChunk();
        }
      }
      streams.settle(in);
      if (in.isReadable()) {
        ByteBuf rest = in;
        in = null;
        return rest;
      }
      return null;
    } finally {
      if (in != null) {
        in.release();
      }
    }
  }

  private void startChunk() {
    ChunkHeader header = headers.header();
    InChunkStream stream = streams.find(header.chunkStreamId);
    if (stream == null) {
      stream = firstOf(header);
    }
    if (stream.open) {
      checkContinuation(stream, header);
    } else {
      begin(stream, header);
    }
    current = stream;
    chunkLeft = Math.min(chunkSize, stream.missing());
    if (chunkSize < INITIAL_CHUNK_SIZE && stream.missing() > LARGEST_IN_TINY_CHUNKS) {
      throw new ProtocolException(
          "chunks of " + chunkSize + " bytes for a message of " + stream.length);
    }
    if (chunkLeft == 0) {
      deliver(stream, stream.body);
    }
  }

  /** A full header should come first; some senders begin with one that inherits the stream id. */
  private InChunkStream firstOf(ChunkHeader header) {
    if (header.format > ChunkHeader.SAME_STREAM) {
      throw new ProtocolException(
          "chunk stream "
              + header.chunkStreamId
              + " begins with a header of format "
              + header.format
              + ": the reader and the sender are out of step");
    }
    return streams.open(header.chunkStreamId, limits.chunkStreams());
  }

  private static void checkContinuation(InChunkStream stream, ChunkHeader header) {
    boolean same = header.length == stream.length && header.typeId == stream.typeId;
    boolean continues =
        switch (header.format) {
          case ChunkHeader.FULL -> false;
          case ChunkHeader.SAME_STREAM -> same;
          default -> true;
        };
    if (!continues) {
      throw new ProtocolException(
          "a new message on chunk stream "
              + stream.id
              + " with "
              + stream.missing()
              + " bytes of the last one missing");
    }
  }

  private void begin(InChunkStream stream, ChunkHeader header) {
    if (header.format != ChunkHeader.CONTINUED) {
      stream.extended = header.extended;
      stream.extendedValue = header.time;
      stream.delta = header.time;
    }
    if (header.format <= ChunkHeader.SAME_STREAM) {
      stream.length = header.length;
      stream.typeId = header.typeId;
    }
    if (header.format == ChunkHeader.FULL) {
      stream.streamId = header.streamId;
      stream.timestamp = header.time;
      stream.delta = deltaAfter(header.time);
    } else {
      stream.timestamp += stream.delta;
    }
    if (stream.length > limits.of(stream.typeId)) {
      throw new ProtocolException(
          "message of type "
              + stream.typeId
              + " with "
              + stream.length
              + " bytes; the most is "
              + limits.of(stream.typeId));
    }
    stream.open = true;
  }

  /**
   * The delta of a message without a header that follows one with a full header. By the
   * specification it is the timestamp of that header, and ffmpeg and FMLE mean it so; librtmp and
   * older OBS mean 0. With a small timestamp the first is likely, with a large one only the second.
   */
  private static int deltaAfter(int timestamp) {
    boolean small = Integer.compareUnsigned(timestamp, FIRST_TIMESTAMP_THAT_IS_NO_DELTA) < 0;
    return small ? timestamp : 0;
  }

  private void takePayload(ByteBuf in) {
    InChunkStream stream = current;
    int size = Math.min(chunkLeft, in.readableBytes());
    int at = in.readerIndex();
    in.skipBytes(size);
    chunkLeft -= size;
    if (size == stream.length) {
      borrowed.borrow(in, at, size);
      deliver(stream, borrowed);
      return;
    }
    partial += size;
    if (partial > limits.partial()) {
      throw new ProtocolException(
          "unfinished messages hold more than " + limits.partial() + " bytes");
    }
    stream.body.append(in, at, size);
    if (stream.missing() == 0) {
      partial -= stream.length;
      deliver(stream, stream.body);
    }
  }

  private void deliver(InChunkStream stream, Body body) {
    stream.open = false;
    stream.waiting = false;
    try {
      RtmpMessage message = view.of(stream, body);
      if (message.typeId() == MessageType.SET_CHUNK_SIZE) {
        setChunkSize(message);
      } else if (message.typeId() == MessageType.ABORT) {
        abort(message);
      }
      sink.message(message);
    } finally {
      body.clear();
    }
  }

  private void setChunkSize(RtmpMessage message) {
    int size = message.length() < 4 ? 0 : intOf(message);
    if (size <= 0) {
      throw new ProtocolException("Set Chunk Size without a size, or with " + size);
    }
    chunkSize = Math.min(size, ChunkLimits.LARGEST);
  }

  private void abort(RtmpMessage message) {
    InChunkStream stream = message.length() < 4 ? null : streams.find(intOf(message));
    if (stream != null && stream.open) {
      partial -= stream.body.length();
      stream.body.clear();
      stream.open = false;
      stream.waiting = false;
    }
  }

  private static int intOf(RtmpMessage message) {
    return message.byteAt(0) << 24
        | message.byteAt(1) << 16
        | message.byteAt(2) << 8
        | message.byteAt(3);
  }

  /** Lets go of every buffer. */
  void close() {
    stop();
    streams.clear();
  }
}
