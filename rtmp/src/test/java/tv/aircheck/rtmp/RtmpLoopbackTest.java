package tv.aircheck.rtmp;

import static io.netty.buffer.ByteBufUtil.hexDump;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.rtmp.chunk.Received;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.LeakGuard;

/** Our client against our server, through real sockets. */
@ExtendWith(LeakGuard.class)
class RtmpLoopbackTest {
  private final RecordingApplication application = new RecordingApplication();
  private final Transport transport = Transport.of("auto");
  private EventLoopGroup group;
  private RtmpServer server;
  private InetSocketAddress address;

  @BeforeEach
  void start() throws IOException {
    group = transport.group(2, "test");
    start(ConnectionLimits.DEFAULTS);
  }

  private void start(ConnectionLimits limits) throws IOException {
    RtmpServerSettings settings =
        RtmpServerSettings.defaults(new InetSocketAddress("127.0.0.1", 0)).with(limits);
    server = new RtmpServer(settings, transport, group, application, RtmpListener.NONE);
    address = server.bind();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
  }

  private RtmpUri uri(String path) {
    return RtmpUri.parse("rtmp://127.0.0.1:" + address.getPort() + path);
  }

  private RtmpPublisher publish(String path) throws Exception {
    return RtmpPublisher.connect(uri(path), transport, group).get(10, TimeUnit.SECONDS);
  }

  private static byte[] bytes(int length, int seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static ByteBuf body(int length, int seed) {
    return PooledByteBufAllocator.DEFAULT.buffer(length).writeBytes(bytes(length, seed));
  }

  @Test
  void whatIsPublishedArrives() throws Exception {
    List<String> expected = new ArrayList<>(List.of("publish live/me", "publishing"));
    try (RtmpPublisher publisher = publish("/live/me?key=secret")) {
      for (int i = 0; i < 200; i++) {
        int type = i % 3 == 0 ? 9 : 8;
        int length = type == 9 ? 150_000 : 300;
        expected.add("media " + type + " @" + i * 20 + " " + hexDump(bytes(length, i)));
        publisher.writable().get(10, TimeUnit.SECONDS);
        publisher.send(type, i * 20L, body(length, i));
      }
    }
    expected.add("publisher closed: UNPUBLISHED: the publisher ended the stream");
    Await.until("the publisher is gone", () -> application.lines.size() == expected.size());
    assertThat(application.lines).isEqualTo(expected);
    assertThat(application.publishRequest.query()).containsEntry("key", "secret");
    Await.until("the connection is gone", () -> server.connections() == 0);
  }

  @Test
  void whatGathersArrivesThoughTheSenderPauses() throws Exception {
    try (RtmpPublisher publisher = publish("/live/me")) {
      Await.until("it publishes", () -> application.publisher != null);
      application.publisher.mayGather(true);
      for (int i = 0; i < 100; i++) {
        publisher.writable().get(10, TimeUnit.SECONDS);
        publisher.send(9, i, body(50_000, i));
      }
      Await.until("all of it arrived", () -> application.lines.size() == 102);
      publisher.send(9, 100, body(10, 100)); // far less than what the rate so far is worth
      Await.until("the last one arrived", () -> application.lines.size() == 103);
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void everyTransportOfThisMachine(Transport one) throws Exception {
    try {
      Transport.of(one.toString());
    } catch (IllegalArgumentException e) {
      assumeTrue(false, e.getMessage());
    }
    EventLoopGroup loops = one.group(1, "one");
    RtmpServerSettings settings =
        RtmpServerSettings.defaults(new InetSocketAddress("127.0.0.1", 0));
    try (RtmpServer other = new RtmpServer(settings, one, loops, application, RtmpListener.NONE)) {
      RtmpUri uri = RtmpUri.parse("rtmp://127.0.0.1:" + other.bind().getPort() + "/live/me");
      try (RtmpPublisher publisher =
          RtmpPublisher.connect(uri, one, loops).get(10, TimeUnit.SECONDS)) {
        publisher.send(9, 7, body(100_000, 7));
      }
      Await.until("the publisher is gone", () -> application.lines.size() == 4);
      assertThat(application.lines.get(2)).isEqualTo("media 9 @7 " + hexDump(bytes(100_000, 7)));
    } finally {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
  }

  @Test
  void whatIsPlayedArrives() throws Exception {
    List<Received> received = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Void> eof = new CompletableFuture<>();
    PlayerListener listener =
        new PlayerListener() {
          @Override
          public void message(RtmpMessage message) {
            received.add(Received.of(message));
          }

          @Override
          public void streamEof() {
            eof.complete(null);
          }
        };
    List<Received> expected = new ArrayList<>();
    try (RtmpPlayer player =
        RtmpPlayer.connect(uri("/archive/show"), 0, transport, group, listener)
            .get(10, TimeUnit.SECONDS)) {
      ByteBuf run = run(expected);
      application
          .player
          .eventLoop()
          .execute(
              () -> {
                application.player.tags(run, 1000);
                application.player.complete(1.5, 100);
                application.player.flush();
              });
      eof.get(10, TimeUnit.SECONDS);
      assertThat(received.get(0).typeId()).as("RtmpSampleAccess").isEqualTo(18);
      assertThat(received.subList(1, received.size() - 1)).isEqualTo(expected);
      assertThat(player.closed()).as("a player may still seek after the end").isNotDone();
    }
    Await.until("the player is gone", () -> application.lines.contains("player closed"));
  }

  private static ByteBuf run(List<Received> expected) {
    ByteBuf run = PooledByteBufAllocator.DEFAULT.buffer();
    for (int i = 0; i < 50; i++) {
      byte[] body = bytes(i % 5 == 0 ? 100_000 : 200, i);
      int type = i % 5 == 0 ? 9 : 8;
      expected.add(new Received(type, 1, 1000 + i * 20, hexDump(body)));
      TagLayout.writeHeader(run, type, body.length, i * 20L);
      run.writeBytes(body);
      TagLayout.writeTrailer(run, body.length);
    }
    return run;
  }

  @Test
  void aRefusedPublisherHearsWhy() {
    application.onPublish =
        offer ->
            group.execute(
                () -> offer.refuse(StatusCode.PUBLISH_BAD_NAME, "live/me is on air already"));

    assertThatThrownBy(() -> publish("/live/me"))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(RtmpException.class)
        .hasMessageContaining("live/me is on air already");
  }

  @Test
  void nobodyThere() {
    server.close();

    assertThatThrownBy(() -> publish("/live/me"))
        .hasCauseInstanceOf(IOException.class)
        .hasMessageContaining("cannot connect to rtmp://127.0.0.1:" + address.getPort());
  }

  @Test
  void anAddressInUse() {
    RtmpServerSettings same = RtmpServerSettings.defaults(address);
    try (RtmpServer second =
        new RtmpServer(same, transport, group, application, RtmpListener.NONE)) {
      assertThatThrownBy(second::bind)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + address.getPort());
    }
  }

  @Test
  void tooManyFromOneAddress() throws Exception {
    server.close();
    start(new ConnectionLimits(10, 1, 8, 32));
    try (RtmpPublisher first = publish("/live/one")) {
      assertThatThrownBy(() -> publish("/live/two")).isInstanceOf(ExecutionException.class);
      assertThat(first.closed()).isNotDone();
    }
    Await.until("the first is gone", () -> server.connections() == 0);
    publish("/live/three").close();
  }

  @Test
  void aStoppingServerEndsWhatGoesOn() throws Exception {
    RtmpPublisher publisher = publish("/live/me");
    server.close();

    assertThat(publisher.closed().get(10, TimeUnit.SECONDS)).isNotNull();
    Await.until("the handler knows", () -> application.lines.size() == 3);
    assertThat(application.lines).last().isEqualTo("publisher closed: SHUTDOWN: the server stops");
    publisher.close();
  }

  @Test
  void aSlowPlayerIsWaitedFor() throws Exception {
    CompletableFuture<Void> last = new CompletableFuture<>();
    PlayerListener listener =
        message -> {
          if (message.timestamp() == 999) {
            last.complete(null);
          }
        };
    try (RtmpPlayer player =
        RtmpPlayer.connect(uri("/archive/show"), 0, transport, group, listener)
            .get(10, TimeUnit.SECONDS)) {
      player.pauseReading();
      PlayStream stream = application.player;
      stream
          .eventLoop()
          .submit(
              () -> {
                while (stream.isWritable()) {
                  stream.tag(9, 1, body(100_000, 1));
                  stream.flush();
                }
                stream.tag(9, 999, body(10, 1));
              })
          .get(10, TimeUnit.SECONDS);
      assertThat(last).isNotDone();
      player.resumeReading();
      last.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void oneWhoSendsWheneverItMayLeavesOthersTheirTurns() throws Exception {
    EventLoopGroup alone = transport.group(1, "alone");
    try (RtmpPublisher publisher =
        RtmpPublisher.connect(uri("/live/me"), transport, alone).get(10, TimeUnit.SECONDS)) {
      AtomicInteger sent = new AtomicInteger();
      CompletableFuture<Integer> mostInATurn = new CompletableFuture<>();
      sendOnAndOn(publisher, sent, mostInATurn);
      countByTurn(alone.next(), 50, sent, 0, mostInATurn);
      assertThat(mostInATurn.get(10, TimeUnit.SECONDS)).isLessThan(5);
    } finally {
      alone.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
  }

  private static void sendOnAndOn(
      RtmpPublisher publisher, AtomicInteger sent, CompletableFuture<Integer> end) {
    var unused =
        publisher
            .writable()
            .thenRun(
                () -> {
                  if (!end.isDone()) {
                    publisher.send(8, sent.incrementAndGet(), body(10, 1));
                    sendOnAndOn(publisher, sent, end);
                  }
                });
  }

  /** Scheduled tasks that are due run once in a turn of the event loop, as reading does. */
  private static void countByTurn(
      EventLoop loop, int turns, AtomicInteger sent, int most, CompletableFuture<Integer> result) {
    if (turns == 0) {
      result.complete(most);
      return;
    }
    int before = sent.get();
    var unused =
        loop.schedule(
            () -> countByTurn(loop, turns - 1, sent, Math.max(most, sent.get() - before), result),
            1,
            TimeUnit.NANOSECONDS);
  }
}
