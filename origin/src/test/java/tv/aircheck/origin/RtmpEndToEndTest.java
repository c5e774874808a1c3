package tv.aircheck.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tv.aircheck.relay.RelayAuth;
import tv.aircheck.rtmp.PlayRequest;
import tv.aircheck.rtmp.PlayerListener;
import tv.aircheck.rtmp.RtmpListener;
import tv.aircheck.rtmp.RtmpMessage;
import tv.aircheck.rtmp.RtmpPlayer;
import tv.aircheck.rtmp.RtmpPublisher;
import tv.aircheck.rtmp.RtmpServer;
import tv.aircheck.rtmp.RtmpServerSettings;
import tv.aircheck.rtmp.RtmpUri;
import tv.aircheck.rtmp.Transport;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;

/** Real sockets all the way: RTMP in, RTMP and the relay out. */
@ExtendWith(LeakGuard.class)
class RtmpEndToEndTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final Transport transport = Transport.NIO;
  private final EventLoopGroup loops = transport.group(3, "test");
  private final RelayAuth auth =
      new RelayAuth("secret".getBytes(StandardCharsets.UTF_8), new SecureRandom());
  private Origin origin;
  private RtmpServer rtmp;
  private RelayServer relay;
  private InetSocketAddress rtmpAddress;
  private InetSocketAddress relayAddress;

  @BeforeEach
  void start() throws Exception {
    PublishRules rules =
        new PublishRules(
            Duration.ofSeconds(8), Duration.ofSeconds(30), Duration.ZERO, Duration.ofHours(1));
    OriginSettings settings =
        OriginSettings.defaults("o").withGroups(Set.of("recorder")).withPublish(rules);
    World world = new World(InstantSource.system(), System::nanoTime, new SecureRandom());
    origin = new Origin(settings, world, OriginListener.NONE);
    rtmp =
        new RtmpServer(
            RtmpServerSettings.defaults(ANY), transport, loops, origin, RtmpListener.NONE);
    rtmpAddress = rtmp.bind();
    relay = origin.relayServer(RelayServerSettings.defaults(ANY, auth));
    relayAddress = relay.bind(loops, transport.serverChannel());
  }

  @AfterEach
  void stop() {
    rtmp.close();
    relay.close();
    origin.close();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private CompletableFuture<RtmpPublisher> publish(String name) {
    return RtmpPublisher.connect(uri(name), transport, loops);
  }

  private RtmpUri uri(String name) {
    return RtmpUri.parse("rtmp://127.0.0.1:" + rtmpAddress.getPort() + "/live/" + name);
  }

  @Test
  void whatIsPublishedIsWhatARecorderGets() throws Exception {
    GeneratedLog log = GeneratedLog.of(LogShape.plain(1, 60_000));
    try (TestTap tap = new TestTap(relayAddress, "recorder", auth, loops)) {
      tap.subscribe("*/*", true);
      tap.credit(64 << 20);
      RtmpPublisher publisher = publish("open").get(10, TimeUnit.SECONDS);
      publisher.sendTags(log.bytes());
      publisher.close();
      Await.until("the end", () -> !tap.takes().isEmpty() && tap.takes().get(0).end != null);
      assertThat(tap.bytes(0)).isEqualTo(ByteBufUtil.getBytes(log.bytes()));
      assertThat(tap.fault()).isNull();
    }
  }

  @Test
  void aViewerSeesTheStreamAndItsEnd() throws Exception {
    GeneratedLog log = GeneratedLog.of(LogShape.plain(2, 4_000));
    RtmpPublisher publisher = publish("open").get(10, TimeUnit.SECONDS);
    int part = log.tags().size() / 4;
    publisher.sendTags(log.run(0, part));
    Viewer viewer = new Viewer();
    try (RtmpPlayer player =
        RtmpPlayer.connect(uri("open"), PlayRequest.LIVE_ONLY, transport, loops, viewer)
            .get(10, TimeUnit.SECONDS)) {
      Await.until("it is caught up", () -> viewer.frames.size() >= part - 3);
      publisher.sendTags(log.run(part, log.tags().size()));
      publisher.close();
      Await.until("the end", () -> viewer.statuses.contains("NetStream.Play.UnpublishNotify"));
      assertThat(viewer.frames).startsWith("9 0", "8 0", "9 0");
      assertThat(viewer.frames).hasSizeGreaterThanOrEqualTo(log.tags().size() - 1);
      assertThat(player.closed()).isNotNull();
    }
  }

  @Test
  void refusalsComeWithWords() throws Exception {
    RtmpPublisher first = publish("open").get(10, TimeUnit.SECONDS);
    assertThatThrownBy(() -> publish("open").get(10, TimeUnit.SECONDS))
        .hasMessageContaining("being published by another");
    first.close();
    assertThatThrownBy(
            () ->
                RtmpPlayer.connect(
                        uri("none"), PlayRequest.LIVE_ONLY, transport, loops, new Viewer())
                    .get(10, TimeUnit.SECONDS))
        .hasMessageContaining("not on air");
  }

  private static final class Viewer implements PlayerListener {
    final List<String> frames = new CopyOnWriteArrayList<>();
    final List<String> statuses = new CopyOnWriteArrayList<>();

    @Override
    public void message(RtmpMessage message) {
      ByteBuf body = Unpooled.buffer(message.length());
      message.copyTo(body);
      body.release();
      if (message.typeId() == 8 || message.typeId() == 9) {
        frames.add(message.typeId() + " " + message.timestamp());
      }
    }

    @Override
    public void status(String level, String code, String words) {
      statuses.add(code);
    }
  }
}
