package tv.aircheck.origin;

import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.relay.EndReason;
import tv.aircheck.rtmp.Peer;
import tv.aircheck.rtmp.PlayOffer;
import tv.aircheck.rtmp.PlayRequest;
import tv.aircheck.rtmp.PublishOffer;
import tv.aircheck.rtmp.PublishRequest;
import tv.aircheck.rtmp.RtmpApplication;
import tv.aircheck.rtmp.StatusCode;
import tv.aircheck.rtmp.StreamAddress;

/**
 * The front door: takes publishers in, keeps their take logs, and fans them out to viewers and
 * recorders.
 */
public final class Origin implements RtmpApplication, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Origin.class);
  private static final long SWEEP_MS = 1_000;

  private final Desk desk;
  private final Channels channels = new Channels();
  private final Future<?> sweeper;

  public Origin(OriginSettings settings, World world, OriginListener listener) {
    this.desk = new Desk(settings, world, new Takes(settings, world, listener), listener);
    this.sweeper =
        GlobalEventExecutor.INSTANCE.scheduleWithFixedDelay(
            this::sweep, SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
  }

  public OriginSettings settings() {
    return desk.settings();
  }

  /** Takes a publisher in who has the right to the channel. */
  @Override
  public void publish(PublishRequest request, PublishOffer offer) {
    PublisherIdentity identity = PublisherIdentity.of(request);
    Entry entry = channels.with(request.app(), request.name(), channel -> claim(channel, identity));
    if (entry.session() != null) {
      offer.accept(entry.session());
    } else {
      refuse(request, offer, entry.code(), request.address() + " " + entry.words());
    }
  }

  /** What one who wants to publish is told: come in, or why not. */
  private record Entry(PublishSession session, String code, String words) {}

  private Entry claim(LiveChannel channel, PublisherIdentity identity) {
    WindowBudget budget = desk.takes().budget();
    // Who takes over from a silent publisher is not one more.
    if (!channel.hasPublisher() && !budget.hasRoom()) {
      return new Entry(
          null,
          StatusCode.PUBLISH_REJECTED,
          "finds this node full: the memory for streams (origin.window.total-bytes) is used up, or %d are on air"
              .formatted(budget.mostTakes()));
    }
    PublishSession session = new PublishSession(desk, channel, identity);
    LiveChannel.Claim claim = channel.claim(session, desk.world().tickMs());
    if (claim.evicted() != null) {
      LOG.info("{}: {} takes over from a silent publisher", channel.id(), identity);
      claim.evicted().evict(EndReason.TAKEN_OVER, "another publisher has taken over");
    }
    if (!claim.granted()) {
      return new Entry(null, StatusCode.PUBLISH_BAD_NAME, "is being published by another");
    }
    budget.publisherCame();
    return new Entry(session, null, null);
  }

  /** Sends a publisher away, and counts it. */
  public void refuse(PublishRequest request, PublishOffer offer, String words) {
    refuse(request, offer, StatusCode.PUBLISH_BAD_NAME, words);
  }

  private void refuse(PublishRequest request, PublishOffer offer, String code, String words) {
    LOG.info("{} may not publish {}: {}", request.peer(), request.address(), words);
    desk.listener().publishRefused(request.address().toString(), words);
    offer.refuse(code, words);
  }

  @Override
  public void play(PlayRequest request, PlayOffer offer) {
    RtmpViewer viewer =
        channels.withKnown(
            request.app(),
            request.name(),
            channel -> isOver(channel) ? null : new RtmpViewer(desk, channel, request));
    if (viewer != null) {
      offer.accept(viewer);
    } else {
      offer.refuse(StatusCode.PLAY_STREAM_NOT_FOUND, request.address() + " is not on air");
    }
  }

  private boolean isOver(LiveChannel channel) {
    return channel.isOver(desk.world().tickMs(), desk.settings().publish().grace().toMillis());
  }

  /** What is live has no length. */
  @Override
  public void streamLength(StreamAddress address, Peer peer, DoubleConsumer reply) {
    reply.accept(0);
  }

  /** True when a publisher is on this channel now. */
  public boolean isLive(String app, String name) {
    LiveChannel channel = channels.get(app, name);
    return channel != null && channel.hasPublisher();
  }

  /** The takes on air now, by channel. */
  public List<TakeOnAir> onAir() {
    List<TakeOnAir> onAir = new ArrayList<>();
    for (LiveChannel channel : channels.all()) {
      Take take = channel.take();
      if (take != null && take.ended() == null) {
        onAir.add(TakeOnAir.of(take, channel.fan().size(), desk.world().nowMs()));
      }
    }
    onAir.sort(Comparator.comparing(TakeOnAir::channel));
    return onAir;
  }

  /** HTTP-FLV for {@code /live/APP/NAME.flv}. */
  public LiveFlvRoute liveFlv() {
    return new LiveFlvRoute(desk, channels);
  }

  /** The relay protocol's server side, which does not listen yet. */
  public RelayServer relayServer(RelayServerSettings relay) {
    return new RelayServer(desk, relay);
  }

  Takes takes() {
    return desk.takes();
  }

  /** Forgets what nobody needs any more. */
  void sweep() {
    try {
      desk.takes().sweep();
      long grace = desk.settings().publish().grace().toMillis();
      channels.forgetIf(channel -> channel.isForgettable(desk.world().tickMs(), grace));
    } catch (RuntimeException e) {
      LOG.error("sweeping failed; tried again in a second", e);
    }
  }

  /**
   * Ends every take with SHUTDOWN; what recorders have not acknowledged stays until {@link #close}.
   */
  public void shutdown() {
    for (LiveChannel channel : channels.all()) {
      PublishSession publisher = channel.publisher();
      if (publisher != null) {
        publisher.evict(EndReason.SHUTDOWN, "the server stops");
      }
    }
  }

  /** True once every take has ended and was acknowledged to its end by all who record it. */
  public boolean drained() {
    return desk.takes().drained();
  }

  /** Frees the logs. The servers have to be closed before. */
  @Override
  public void close() {
    sweeper.cancel(false);
    shutdown();
    desk.takes().close();
  }
}
