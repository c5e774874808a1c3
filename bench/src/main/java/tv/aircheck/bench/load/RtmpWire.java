package tv.aircheck.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.List;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.OnMetaData;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.rtmp.chunk.ChunkEncoder;
import tv.aircheck.rtmp.chunk.ChunkOutput;
import tv.aircheck.rtmp.message.Data;
import tv.aircheck.rtmp.message.Message;

/** Encodes a clip as the RTMP messages that follow a server's yes to publish. */
final class RtmpWire {
  /** As OBS sends it. */
  static final int CHUNK_SIZE = 4_096;

  /** The number every server gives to a connection's first message stream. */
  static final int STREAM = 1;

  private static final int MARGIN = 1 << 20;
  private static final int LONGEST_MS = 3 * 3_600_000;

  private final Clip clip = new Clip();
  private final ByteBuf tag = Unpooled.buffer();
  private final ByteBuf bytes;
  private final ChunkOutput output;
  private final ChunkEncoder encoder;
  private final Wire wire;

  private RtmpWire(long lengthMs, boolean stamped) {
    long estimate = (lengthMs / 1_000 + 1) * Clip.BYTES_PER_SECOND + MARGIN;
    bytes = PooledByteBufAllocator.DEFAULT.directBuffer(Math.toIntExact(estimate));
    output =
        new ChunkOutput(
            PooledByteBufAllocator.DEFAULT,
            piece -> {
              bytes.writeBytes(piece);
              piece.release();
            });
    encoder = new ChunkEncoder(output);
    wire = new Wire(bytes, stamped);
  }

  /**
   * @param stamped whether the publisher says in its pictures when they were sent
   * @return released by the caller
   * @throws IllegalArgumentException if so much does not fit into a buffer
   */
  static Wire of(long lengthMs, SendUnit unit, boolean stamped) {
    if (lengthMs > LONGEST_MS) {
      throw new IllegalArgumentException(
          "a run of " + lengthMs / 1_000 + " s: the longest is " + LONGEST_MS / 1_000 + " s");
    }
    return new RtmpWire(lengthMs, stamped).encode(lengthMs, unit);
  }

  private Wire encode(long lengthMs, SendUnit unit) {
    long pieceTagBytes = head();
    while (clip.nextMs() <= lengthMs) {
      long due = clip.nextMs();
      boolean ends = unit == SendUnit.TAG || clip.nextIsVideo();
      clip.writeNext(tag.clear());
      pieceTagBytes += encodeTags();
      if (ends) {
        wire.add(due, pieceTagBytes);
        pieceTagBytes = 0;
      }
    }
    if (pieceTagBytes > 0) {
      wire.add(lengthMs, pieceTagBytes);
    }
    return wire;
  }

  private int head() {
    encoder.chunkSize(CHUNK_SIZE);
    Data metadata = new Data(OnMetaData.NAME, List.of(Clip.metadata()));
    encode(new Data("@setDataFrame", List.of(OnMetaData.NAME, Clip.metadata())));
    ByteBuf body = Unpooled.buffer();
    metadata.writeTo(body);
    Clip.writeHeaders(tag.clear());
    int metadataTag = TagLayout.OVERHEAD + body.readableBytes();
    return metadataTag + encodeTags();
  }

  private void encode(Message message) {
    ByteBuf body = Unpooled.buffer();
    message.writeTo(body);
    encoder.message(ChunkEncoder.STATUS, message.typeId(), STREAM, 0, body);
    output.finish();
  }

  private int encodeTags() {
    try {
      encoder.tags(tag, STREAM, 0);
    } catch (CorruptFlvException e) {
      throw new IllegalStateException("the clip wrote a damaged tag", e);
    }
    output.finish();
    return tag.readableBytes();
  }
}
