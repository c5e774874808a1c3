package tv.aircheck.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.rtmp.CloseReason;
import tv.aircheck.rtmp.Peer;
import tv.aircheck.rtmp.PlayHandler;
import tv.aircheck.rtmp.PlayOffer;
import tv.aircheck.rtmp.PlayRequest;
import tv.aircheck.rtmp.PlayStream;
import tv.aircheck.rtmp.PublishHandler;
import tv.aircheck.rtmp.PublishOffer;
import tv.aircheck.rtmp.PublishRequest;
import tv.aircheck.rtmp.PublishStream;
import tv.aircheck.rtmp.RtmpApplication;
import tv.aircheck.rtmp.RtmpListener;
import tv.aircheck.rtmp.RtmpMessage;
import tv.aircheck.rtmp.RtmpServer;
import tv.aircheck.rtmp.RtmpServerSettings;
import tv.aircheck.rtmp.StatusCode;
import tv.aircheck.rtmp.StreamAddress;
import tv.aircheck.rtmp.Transport;

/** Takes publishers in and counts what they send; plays one show. */
final class CountingServer implements RtmpApplication, AutoCloseable {
  final AtomicLong tagBytes = new AtomicLong();
  final AtomicInteger ended = new AtomicInteger();
  volatile Predicate<String> refuses = name -> false;
  volatile Consumer<PublishStream> onOpen = stream -> {};

  /** A run of tags, on the heap, that every player gets from its beginning to its end. */
  volatile ByteBuf show;

  /** Shows do not end, so that there is something to seek in. */
  volatile boolean seekable;

  private final RtmpServer server;
  private final InetSocketAddress address;

  CountingServer(Transport transport, EventLoopGroup loops) throws IOException {
    RtmpServerSettings settings =
        RtmpServerSettings.defaults(new InetSocketAddress("127.0.0.1", 0));
    server = new RtmpServer(settings, transport, loops, this, RtmpListener.NONE);
    address = server.bind();
  }

  int port() {
    return address.getPort();
  }

  @Override
  public void publish(PublishRequest request, PublishOffer offer) {
    if (refuses.test(request.name())) {
      offer.refuse(StatusCode.PUBLISH_BAD_NAME, "not this one");
    } else {
      offer.accept(new Counter());
    }
  }

  @Override
  public void play(PlayRequest request, PlayOffer offer) {
    if (show == null) {
      offer.refuse(StatusCode.PLAY_STREAM_NOT_FOUND, "nothing is played here");
    } else {
      offer.accept(new Screening());
    }
  }

  @Override
  public void streamLength(StreamAddress stream, Peer peer, DoubleConsumer reply) {
    reply.accept(0);
  }

  @Override
  public void close() {
    server.close();
  }

  private final class Counter implements PublishHandler {
    @Override
    public void opened(PublishStream stream) {
      onOpen.accept(stream);
    }

    @Override
    public void media(RtmpMessage message) {
      tagBytes.addAndGet(TagLayout.OVERHEAD + message.length());
    }

    @Override
    public void data(RtmpMessage message) {
      media(message);
    }

    @Override
    public void readComplete() {}

    @Override
    public void closed(CloseReason reason) {
      if (reason.kind() == CloseReason.Kind.UNPUBLISHED) {
        ended.incrementAndGet();
      }
    }
  }

  private final class Screening implements PlayHandler {
    private PlayStream stream;

    @Override
    public void opened(PlayStream opened) {
      stream = opened;
      stream.begin(true, true);
      playFrom(0);
    }

    @Override
    public void seek(long positionMs) {
      stream.seekDone(positionMs, "");
      playFrom(positionMs);
    }

    private void playFrom(long offsetMs) {
      stream.tags(show.retainedDuplicate(), offsetMs);
      if (offsetMs == 0 && !seekable) {
        stream.complete(1, show.readableBytes());
      }
      stream.flush();
    }

    @Override
    public void pause(boolean paused, long positionMs) {}

    @Override
    public void receiveAudio(boolean wanted) {}

    @Override
    public void receiveVideo(boolean wanted) {}

    @Override
    public void bufferLength(long lengthMs) {}

    @Override
    public void writabilityChanged(boolean writable) {}

    @Override
    public void closed() {}
  }
}
