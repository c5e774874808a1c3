package tv.aircheck.origin;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import java.util.function.DoubleConsumer;
import tv.aircheck.rtmp.PlayOffer;
import tv.aircheck.rtmp.PlayRequest;
import tv.aircheck.rtmp.PublishOffer;
import tv.aircheck.rtmp.PublishRequest;
import tv.aircheck.rtmp.RtmpApplication;
import tv.aircheck.rtmp.StreamAddress;

/**
 * The front door: takes publishers in, keeps their take logs, and fans them out to viewers and
 * recorders.
 */
public final class Origin implements RtmpApplication, AutoCloseable {
  private final OriginSettings settings;

  public Origin(OriginSettings settings, World world, OriginListener listener) {
    this.settings = settings;
  }

  public OriginSettings settings() {
    return settings;
  }

  @Override
  public void publish(PublishRequest request, PublishOffer offer) {
    offer.refuse("NetStream.Publish.Rejected", "not yet");
  }

  @Override
  public void play(PlayRequest request, PlayOffer offer) {
    offer.refuse("NetStream.Play.StreamNotFound", "not yet");
  }

  /** What is live has no length. */
  @Override
  public void streamLength(StreamAddress address, DoubleConsumer reply) {
    reply.accept(0);
  }

  /** True when a publisher is on this channel now. */
  public boolean isLive(String app, String name) {
    return false;
  }

  /** HTTP-FLV for {@code /live/APP/NAME.flv}. */
  public LiveFlvRoute liveFlv() {
    return new LiveFlvRoute();
  }

  /** The relay protocol's server side; {@code loops} carry the connections. */
  public RelayServer relayServer(
      RelayServerSettings relay,
      EventLoopGroup acceptor,
      EventLoopGroup loops,
      Class<? extends ServerChannel> channelClass) {
    return new RelayServer(relay);
  }

  /**
   * Ends every take with SHUTDOWN; what recorders have not acknowledged stays until {@link #close}.
   */
  public void shutdown() {}

  /** True once every ended take was acknowledged to its end by the groups that record it. */
  public boolean drained() {
    return true;
  }

  @Override
  public void close() {}
}
