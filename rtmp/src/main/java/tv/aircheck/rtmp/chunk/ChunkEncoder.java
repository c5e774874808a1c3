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
      int type = tags.type();
      int timestamp = (int) (tags.timestampMs() + timestampOffsetMs);
      int chunkStream = chunkStreamOf(type);
      header(chunkStream, type, streamId, timestamp, tags.bodyLength());
      body(chunkStream, timestamp, run, tags.bodyStart(), tags.bodyLength());
    }
  }

  /**
   * Encodes one message.
   *
   * @param body its readable bytes; stays the caller's, what goes out may hold on to it
   */
  public void message(int chunkStream, int type, int streamId, int timestamp, ByteBuf body) {
    header(chunkStream, type, streamId, timestamp, body.readableBytes());
    body(chunkStream, timestamp, body, body.readerIndex(), body.readableBytes());
  }

  private void header(int chunkStream, int type, int streamId, int timestamp, int length) {
    OutChunkStream stream = streams[chunkStream];
    int format = stream.formatFor(timestamp, streamId);
    boolean full = format == ChunkHeader.FULL;
    boolean extended = full && needsExtension(timestamp);
    ByteBuf to = out.room(ChunkHeader.LONGEST);
    to.writeByte(format << FORMAT_SHIFT | chunkStream);
    if (full) {
      to.writeMedium(extended ? ChunkHeader.EXTENDED : timestamp);
    } else {
      to.writeMedium(stream.deltaTo(timestamp));
    }
    to.writeMedium(length);
    to.writeByte(type);
    if (full) {
      to.writeIntLE(streamId);
    }
    if (extended) {
      to.writeInt(timestamp);
    }
    stream.sent(timestamp, streamId);
    stream.extended(extended);
  }

  private static boolean needsExtension(int timestamp) {
    return Integer.compareUnsigned(timestamp, ChunkHeader.EXTENDED) >= 0;
  }

  private void body(int chunkStream, int timestamp, ByteBuf source, int at, int length) {
    int first = Math.min(length, chunkSize);
    out.payload(source, at, first);
    boolean extended = streams[chunkStream].extended();
    for (int done = first; done < length; done += chunkSize) {
      ByteBuf to = out.room(ChunkHeader.LONGEST);
      to.writeByte(ChunkHeader.CONTINUED << FORMAT_SHIFT | chunkStream);
      if (extended) {
        to.writeInt(timestamp);
      }
      out.payload(source, at + done, Math.min(chunkSize, length - done));
    }
  }
}
