package tv.aircheck.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.List;

/** Decodes what a server sends. */
public final class ServerOutput implements AutoCloseable {
  private static final int LARGE = ChunkLimits.LARGEST;

  private final List<Received> messages = new ArrayList<>();
  private final ChunkInput input =
      new ChunkInput(
          new ChunkDecoder(
              new ChunkLimits(64, LARGE, LARGE, LARGE, LARGE),
              Ticker.systemTicker(),
              message -> messages.add(Received.of(message))));

  /** Ownership passes here. */
  public void feed(ByteBuf in) {
    input.feed(in);
  }

  /** What has come since this was last asked. */
  public List<Received> take() {
    List<Received> taken = List.copyOf(messages);
    messages.clear();
    return taken;
  }

  @Override
  public void close() {
    input.close();
  }
}
