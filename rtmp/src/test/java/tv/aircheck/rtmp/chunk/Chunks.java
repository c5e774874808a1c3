package tv.aircheck.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.List;

/** Both directions of a chunk stream without a socket. */
public final class Chunks {
  public static final ChunkLimits LIMITS =
      new ChunkLimits(8, 64 * 1024, 256 * 1024, 1024 * 1024, 2 * 1024 * 1024);

  private Chunks() {}

  public static ByteBuf bytes(String hex) {
    byte[] bytes = ByteBufUtil.decodeHexDump(hex.replaceAll("\\s", ""));
    return PooledByteBufAllocator.DEFAULT.buffer(bytes.length + 1).writeBytes(bytes);
  }

  /** Decodes what arrives in these pieces, each a read buffer of its own. */
  static List<Received> decode(ChunkLimits limits, List<ByteBuf> reads) {
    List<Received> messages = new ArrayList<>();
    ChunkDecoder decoder =
        new ChunkDecoder(
            limits, Ticker.systemTicker(), message -> messages.add(Received.of(message)));
    ChunkInput input = new ChunkInput(decoder);
    int fed = 0;
    try {
      for (ByteBuf read : reads) {
        fed++;
        input.feed(read);
      }
      return messages;
    } finally {
      input.close();
      reads.subList(fed, reads.size()).forEach(ByteBuf::release);
    }
  }

  static List<Received> decode(String hex) {
    return decode(LIMITS, List.of(bytes(hex)));
  }

  /** Cuts a buffer, which is released, into read buffers at the given sizes, round and round. */
  static List<ByteBuf> split(ByteBuf whole, List<Integer> sizes) {
    List<ByteBuf> parts = new ArrayList<>();
    for (int i = 0; whole.isReadable(); i++) {
      int size = Math.min(whole.readableBytes(), Math.max(1, sizes.get(i % sizes.size())));
      parts.add(PooledByteBufAllocator.DEFAULT.buffer(size).writeBytes(whole, size));
    }
    whole.release();
    return parts;
  }

  /** An encoder that writes to a buffer. */
  public static ChunkOutput outputTo(ByteBuf target) {
    return new ChunkOutput(
        ByteBufAllocator.DEFAULT,
        piece -> {
          target.writeBytes(piece);
          piece.release();
        });
  }
}
