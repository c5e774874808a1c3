package tv.aircheck.bench.cases;

import io.netty.channel.EventLoopGroup;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tv.aircheck.flv.TagType;
import tv.aircheck.rtmp.PlayerListener;
import tv.aircheck.rtmp.RtmpMessage;
import tv.aircheck.rtmp.RtmpPlayer;
import tv.aircheck.rtmp.RtmpUri;
import tv.aircheck.rtmp.StatusCode;
import tv.aircheck.rtmp.Transport;

/** A viewer of an archived show who measures how long a seek takes. One thread uses it. */
final class Seeker implements PlayerListener, AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  /** Frame type 5 of classic video: an order to the decoder, no picture. */
  private static final int ORDER = 5;

  private final EventLoopGroup loop;
  private RtmpPlayer player;

  /** Set by the caller, then the event loop's. */
  private volatile CompletableFuture<Long> media = new CompletableFuture<>();

  private volatile boolean answered;

  private Seeker(EventLoopGroup loop) {
    this.loop = loop;
  }

  /** Plays a show from its start; returns when it plays. */
  static Seeker watch(int port, String broadcast) throws Exception {
    Transport transport = Transport.of("auto");
    EventLoopGroup loop = transport.group(1, "seeker");
    Seeker seeker = new Seeker(loop);
    RtmpUri uri = RtmpUri.parse("rtmp://127.0.0.1:" + port + "/archive/" + broadcast);
    seeker.answered = true;
    seeker.player =
        RtmpPlayer.connect(uri, 0, transport, loop, seeker).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    seeker.media.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return seeker;
  }

  /** From the request to the first picture or sound of the new place. */
  long seekNanos(long placeMs) throws Exception {
    answered = false;
    media = new CompletableFuture<>();
    long begin = System.nanoTime();
    player.seek(placeMs);
    return media.get(PATIENCE_SECONDS, TimeUnit.SECONDS) - begin;
  }

  @Override
  public void status(String level, String code, String words) {
    answered |= code.equals(StatusCode.SEEK_NOTIFY);
    if (level.equals("error")) {
      media.completeExceptionally(new IllegalStateException(code + ": " + words));
    }
  }

  @Override
  public void message(RtmpMessage message) {
    if (answered && isMedia(message)) {
      media.complete(System.nanoTime());
    }
  }

  /** Codec headers come before it and show nothing. */
  private static boolean isMedia(RtmpMessage message) {
    boolean whole = message.length() > 2 && message.byteAt(1) == 1;
    return whole
        && (message.typeId() == TagType.AUDIO
            || (message.typeId() == TagType.VIDEO && message.byteAt(0) >> 4 != ORDER));
  }

  @Override
  public void close() {
    player.close();
    loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
