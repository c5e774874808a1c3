package tv.aircheck.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.rtmp.message.MessageType;

/** Cuts messages into chunks. Not thread-safe; lives on its connection's event loop. */
public final class ChunkEncoder {
  /** Chunk streams stay below 8: some servers refuse 32 and more. */
  public static final int CONTROL = 2;

  public static final int COMMAND = 3;
  private static final int AUDIO = 4;
  public static final int STATUS = 5;
  private static final int VIDEO = 6;
  private static final int CHUNK_STREAMS = 8;

  private static final int INITIAL_CHUNK_SIZE = 128;
  private static final int FORMAT_SHIFT = 6;

  /** Where the fields that every header has lie in its first eight bytes. */
  private static final int BASIC_SHIFT = 56;

  private static final int TIME_SHIFT = 32;
  private static final int LENGTH_SHIFT = 8;

  private final ChunkOutput out;
  private final OutChunkStream[] streams = new OutChunkStream[CHUNK_STREAMS];
  private final TagCursor tags = new TagCursor();
  private int chunkSize = INITIAL_CHUNK_SIZE;

  public ChunkEncoder(ChunkOutput out) {
    this.out = out;
    for (int i = 0; i < streams.length; i++) {
      streams[i] = new OutChunkStream();
    }
  }

  /** To be called when Set Chunk Size has been encoded: the next chunk is of the new size. */
  public void chunkSize(int bytes) {
    chunkSize = bytes;
  }

  /** Begins anew with full headers, as is wise after a seek. */
  public void forgetTimestamps() {
    for (OutChunkStream stream : streams) {
      stream.forget();
    }
  }

  /** The chunk stream for messages of a type that belong to a message stream. */
  public static int chunkStreamOf(int typeId) {
    return switch (typeId) {
      case MessageType.AUDIO -> AUDIO;
      case MessageType.VIDEO -> VIDEO;
      default -> STATUS;
    };
  }

  /**
   * Encodes a run of whole tags, each as a message.
   *
   * @param run stays the caller's; what goes out holds on to it
   */
  public void tags(ByteBuf run, int streamId, long timestampOffsetMs) throws CorruptFlvException {
    tags.reset(run);
    while (tags.next()) {
      int chunkStream = begin(streamId, timestampOffsetMs);
      chunks(chunkStream, tags.type(), streamId, run, tags.bodyStart(), tags.bodyLength());
    }
  }

  /**
   * As {@link #tags}, but where the run lies: the header of a chunk is shorter than what FLV puts
   * between two bodies, so each body moves up a little, and the run goes out in one piece.
   *
   * @param run nobody else looks at its bytes, which change; stays the caller's, what goes out
   *     holds on to it
   */
  public void tagsInPlace(ByteBuf run, int streamId, long timestampOffsetMs)
      throws CorruptFlvException {
    tags.reset(run);
    run.writerIndex(run.readerIndex());
    while (tags.next()) {
      int chunkStream = begin(streamId, timestampOffsetMs);
      int length = tags.bodyLength();
      if (run.writerIndex() + headerBytes(chunkStream, length) <= tags.bodyStart()) {
        header(run, chunkStream, tags.type(), streamId, length);
        moveBody(run, chunkStream, tags.bodyStart(), length);
      } else {
        out.piece(run);
        chunks(chunkStream, tags.type(), streamId, run, tags.bodyStart(), length);
        run.setIndex(tags.end(), tags.end());
      }
    }
    out.piece(run);
  }

  private int begin(int streamId, long timestampOffsetMs) {
    int chunkStream = chunkStreamOf(tags.type());
    streams[chunkStream].begin((int) (tags.timestampMs() + timestampOffsetMs), streamId);
    return chunkStream;
  }

  /** Of all chunks of a message. */
  private int headerBytes(int chunkStream, int length) {
    OutChunkStream stream = streams[chunkStream];
    int continuations = length == 0 ? 0 : (length - 1) / chunkSize;
    return stream.headerBytes() + continuations * stream.continuationBytes();
  }

  /**
   * Encodes one message.
   *
   * @param body its readable bytes; stays the caller's, what goes out may hold on to it
   */
  public void message(int chunkStream, int type, int streamId, int timestamp, ByteBuf body) {
    streams[chunkStream].begin(timestamp, streamId);
    chunks(chunkStream, type, streamId, body, body.readerIndex(), body.readableBytes());
  }

  private void chunks(int chunkStream, int type, int streamId, ByteBuf source, int at, int length) {
    header(out.room(ChunkHeader.LONGEST), chunkStream, type, streamId, length);
    int first = Math.min(length, chunkSize);
    out.payload(source, at, first);
    for (int done = first; done < length; done += chunkSize) {
      continuation(out.room(ChunkHeader.LONGEST), chunkStream);
      out.payload(source, at + done, Math.min(chunkSize, length - done));
    }
  }

  private void moveBody(ByteBuf run, int chunkStream, int at, int length) {
    int first = Math.min(length, chunkSize);
    run.writeBytes(run, at, first);
    for (int done = first; done < length; done += chunkSize) {
      continuation(run, chunkStream);
      run.writeBytes(run, at + done, Math.min(chunkSize, length - done));
    }
  }

  private void header(ByteBuf to, int chunkStream, int type, int streamId, int length) {
    OutChunkStream stream = streams[chunkStream];
    int basic = stream.format() << FORMAT_SHIFT | chunkStream;
    to.writeLong(
        (long) basic << BASIC_SHIFT
            | (long) stream.time() << TIME_SHIFT
            | (long) length << LENGTH_SHIFT
            | type);
    if (stream.format() == ChunkHeader.FULL) {
      to.writeIntLE(streamId);
    }
    if (stream.extended()) {
      to.writeInt(stream.timestamp());
    }
  }

  private void continuation(ByteBuf to, int chunkStream) {
    to.writeByte(ChunkHeader.CONTINUED << FORMAT_SHIFT | chunkStream);
    if (streams[chunkStream].extended()) {
      to.writeInt(streams[chunkStream].timestamp());
    }
  }
}
