package tv.aircheck.cli.server;

import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.access.AccessException;
import tv.aircheck.index.access.Action;
import tv.aircheck.index.access.Caller;
import tv.aircheck.index.access.Gatekeeper;
import tv.aircheck.index.access.LinkWords;
import tv.aircheck.index.access.Subject;
import tv.aircheck.playback.Playback;
import tv.aircheck.rtmp.Peer;
import tv.aircheck.rtmp.PlayOffer;
import tv.aircheck.rtmp.PlayRequest;
import tv.aircheck.rtmp.PublishOffer;
import tv.aircheck.rtmp.PublishRequest;
import tv.aircheck.rtmp.RtmpApplication;
import tv.aircheck.rtmp.StatusCode;
import tv.aircheck.rtmp.StreamAddress;

/**
 * Finds out who comes over RTMP, and lets them in or not: a publisher by {@code ?key=}, a player by
 * {@code ?token=} or a signed link. Who is on air or plays stays so when a right is taken back.
 *
 * @param openWithoutTokens whether only this machine reaches the address: it may do everything
 *     then, as long as there are no tokens
 */
record Doorman(Gatekeeper gate, ArchiveAndLive inside, boolean openWithoutTokens)
    implements RtmpApplication {
  private static final Logger log = LoggerFactory.getLogger(Doorman.class);

  private static final String KEY = "key";
  private static final String TOKEN = "token";

  @Override
  public void publish(PublishRequest request, PublishOffer offer) {
    if (Playback.isArchive(request.app())) {
      inside.publish(request, offer);
      return;
    }
    ChannelName channel = new ChannelName(request.app(), request.name());
    gate.publisher(channel, request.query().get(KEY), address(request.peer()))
        .thenRun(() -> inside.publish(request, offer))
        .exceptionally(
            failure -> {
              inside.refuse(request, offer, words(failure));
              return null;
            });
  }

  @Override
  public void play(PlayRequest request, PlayOffer offer) {
    StreamAddress address = request.address();
    caller(address, address(request.peer()))
        .thenCompose(caller -> admitted(address, caller))
        .thenAccept(caller -> inside.play(request, caller, offer))
        .exceptionally(
            failure -> {
              String words = words(failure);
              log.info("{} may not play {}: {}", request.peer(), address, words);
              offer.refuse(StatusCode.PLAY_STREAM_NOT_FOUND, words);
              return null;
            });
  }

  @Override
  public void streamLength(StreamAddress address, Peer peer, DoubleConsumer reply) {
    caller(address, address(peer))
        .thenAccept(caller -> inside.streamLength(address, caller, reply))
        .exceptionally(
            failure -> {
              reply.accept(0);
              return null;
            });
  }

  private CompletableFuture<Caller> caller(StreamAddress address, String from) {
    String token = address.query().get(TOKEN);
    CompletableFuture<Caller> known =
        token == null ? gate.nobody(openWithoutTokens) : gate.byToken(token, from);
    LinkWords link =
        LinkWords.of(
            address.query().get(LinkWords.EXPIRES), address.query().get(LinkWords.SIGNATURE));
    return link == null ? known : known.thenCompose(caller -> invited(caller, address, link));
  }

  private CompletableFuture<Caller> invited(Caller caller, StreamAddress address, LinkWords link) {
    ChannelName channel = channel(address);
    if (channel != null) {
      if (Playback.choosesByTime(address)) {
        // The link is to what is on air, not to all that ever was.
        return CompletableFuture.completedFuture(caller);
      }
      return gate.links().invited(caller, channel.toString(), channel, link);
    }
    String id = address.name();
    return gate.show(id)
        .thenCompose(
            show ->
                show.map(s -> gate.links().invited(caller, id, s.channel(), link))
                    .orElseGet(() -> CompletableFuture.completedFuture(caller)));
  }

  /** Null where a broadcast is named by its id. */
  private static ChannelName channel(StreamAddress address) {
    if (!Playback.isArchive(address.app())) {
      return new ChannelName(address.app(), address.name());
    }
    int slash = address.name().lastIndexOf('/');
    return slash < 0
        ? null
        : new ChannelName(address.name().substring(0, slash), address.name().substring(slash + 1));
  }

  /** A past show is looked up by who plays it, who then asks the caller. */
  private CompletableFuture<Caller> admitted(StreamAddress address, Caller caller) {
    if (Playback.isArchive(address.app())) {
      return CompletableFuture.completedFuture(caller);
    }
    return gate.onAir(channel(address)).thenApply(subject -> requireWatch(caller, subject));
  }

  private static Caller requireWatch(Caller caller, Subject subject) {
    if (!caller.may(Action.WATCH, subject.channel(), subject.visibility())) {
      throw new AccessException(
          AccessException.Kind.FORBIDDEN,
          subject.channel() + " is private: add ?token=… or the words of a signed link");
    }
    return caller;
  }

  private static String words(Throwable failure) {
    AccessException why = AccessException.in(failure);
    if (why == null) {
      log.error("Somebody could not be let in for an error of ours", failure);
      return "the server failed; its log says more";
    }
    return why.getMessage();
  }

  private static String address(Peer peer) {
    InetAddress address = peer.address().getAddress();
    return address == null ? peer.address().getHostString() : address.getHostAddress();
  }
}
