package tv.aircheck.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Reads chunk headers from read buffers, which may end anywhere within one. */
final class HeaderReader {
  private final ChunkHeader header = new ChunkHeader();
  private final ContinuedTimestamp continued = new ContinuedTimestamp();
  private final InChunkStreams streams;

  /** The part of a header that came with earlier buffers. */
  private final ByteBuf kept = Unpooled.buffer(ChunkHeader.LONGEST, ChunkHeader.LONGEST);

  HeaderReader(InChunkStreams streams) {
    this.streams = streams;
  }

  ChunkHeader header() {
    return header;
  }

  /** Takes a header from a buffer; false if the buffer is used up before its end. */
  boolean read(ByteBuf in) {
    if (!kept.isReadable()) {
      if (parse(in, in.readerIndex(), in.writerIndex())) {
        in.skipBytes(header.size);
        return true;
      }
      kept.writeBytes(in);
      return false;
    }
    int before = kept.readableBytes();
    int more = Math.min(in.readableBytes(), kept.writableBytes());
    kept.writeBytes(in, in.readerIndex(), more);
    if (!parse(kept, 0, kept.writerIndex())) {
      in.skipBytes(more);
      return false;
    }
    in.skipBytes(Math.max(0, header.size - before));
    kept.setIndex(Math.min(header.size, before), before);
    if (!kept.isReadable()) {
      kept.clear();
    }
    return true;
  }

  private boolean parse(ByteBuf buf, int at, int end) {
    if (!header.read(buf, at, end)) {
      return false;
    }
    if (header.format != ChunkHeader.CONTINUED) {
      return true;
    }
    InChunkStream stream = streams.find(header.chunkStreamId);
    if (stream == null || !stream.extended) {
      return true;
    }
    int size = continued.sizeAt(buf, at + header.size, end, stream);
    if (size == ContinuedTimestamp.UNDECIDED) {
      return false;
    }
    header.size += size;
    return true;
  }

  /**
   * The buffer to go on with. Almost always the same one; but bytes that were kept as the beginning
   * of a timestamp and turned out to be payload are put back in front, in a new buffer. Happens
   * once on a connection at most. Ownership of {@code in} passes here, that of the result to the
   * caller.
   */
  ByteBuf putBack(ByteBuf in) {
    if (!kept.isReadable()) {
      return in;
    }
    ByteBuf joined = in.alloc().buffer(kept.readableBytes() + in.readableBytes());
    joined.writeBytes(kept).writeBytes(in);
    kept.clear();
    in.release();
    return joined;
  }
}
