package tv.aircheck.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.rtmp.message.Message;
import tv.aircheck.rtmp.message.SetChunkSize;

/** Sends messages on a connection. On its event loop only; nothing leaves before {@link #flush}. */
public final class MessageWriter {
  private static final int NO_STREAM = 0;

  private final ChannelHandlerContext ctx;
  private final ChunkOutput output;
  private final ChunkEncoder encoder;

  public MessageWriter(ChannelHandlerContext ctx) {
    this.ctx = ctx;
    this.output = new ChunkOutput(ctx.alloc(), this::write);
    this.encoder = new ChunkEncoder(output);
  }

  /** What fails here fails for the whole connection: the void promise brings it to the pipeline. */
  private void write(ByteBuf piece) {
    var unused = ctx.write(piece, ctx.voidPromise());
  }

  /** Protocol and user control. */
  public void control(Message message) {
    send(ChunkEncoder.CONTROL, NO_STREAM, message);
  }

  /** Commands of the connection as a whole. */
  public void command(Message message) {
    send(ChunkEncoder.COMMAND, NO_STREAM, message);
  }

  /** Commands and data of one message stream. */
  public void stream(int streamId, Message message) {
    send(ChunkEncoder.STATUS, streamId, message);
  }

  private void send(int chunkStream, int streamId, Message message) {
    ByteBuf body = ctx.alloc().buffer();
    try {
      message.writeTo(body);
      encoder.message(chunkStream, message.typeId(), streamId, 0, body);
      output.finish();
    } finally {
      body.release();
    }
  }

  /** Announces a chunk size and keeps to it from the next chunk on. */
  public void setChunkSize(int bytes) {
    control(new SetChunkSize(bytes));
    encoder.chunkSize(bytes);
  }

  /**
   * Sends a run of whole FLV tags, each as a message.
   *
   * @param run ownership passes here
   * @throws IllegalArgumentException if the run is not whole tags; the connection is then unusable
   */
  public void tags(ByteBuf run, int streamId, long timestampOffsetMs) {
    try {
      encoder.tags(run, streamId, timestampOffsetMs);
    } catch (CorruptFlvException e) {
      throw new IllegalArgumentException("cannot send this run of tags", e);
    } finally {
      output.finish();
      run.release();
    }
  }

  /**
   * As {@link #tags}, for a run whose bytes nobody else looks at: it is turned into chunks where it
   * lies.
   */
  public void tagsInPlace(ByteBuf run, int streamId, long timestampOffsetMs) {
    try {
      encoder.tagsInPlace(run, streamId, timestampOffsetMs);
    } catch (CorruptFlvException e) {
      throw new IllegalArgumentException("cannot send this run of tags", e);
    } finally {
      output.finish();
      run.release();
    }
  }

  /**
   * Sends one audio, video or data message.
   *
   * @param body ownership passes here
   */
  public void media(int typeId, int streamId, long timestampMs, ByteBuf body) {
    try {
      int chunkStream = ChunkEncoder.chunkStreamOf(typeId);
      encoder.message(chunkStream, typeId, streamId, (int) timestampMs, body);
      output.finish();
    } finally {
      body.release();
    }
  }

  /** The next messages carry full headers, as is wise after a seek. */
  public void forgetTimestamps() {
    encoder.forgetTimestamps();
  }

  public boolean isWritable() {
    return ctx.channel().isWritable();
  }

  /** How many bytes the peer has let pile up beyond what is usual. */
  public long overdue() {
    long bytes = ctx.channel().bytesBeforeWritable();
    boolean outputBroke = bytes == Long.MAX_VALUE;
    return outputBroke ? 0 : bytes;
  }

  public void flush() {
    ctx.flush();
  }
}
