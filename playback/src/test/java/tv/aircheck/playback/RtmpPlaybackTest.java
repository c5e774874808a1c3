package tv.aircheck.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.flv.TagKind;
import tv.aircheck.index.access.Caller;
import tv.aircheck.index.access.Visibility;
import tv.aircheck.rtmp.Peer;
import tv.aircheck.rtmp.PlayOffer;
import tv.aircheck.rtmp.PlayRequest;
import tv.aircheck.rtmp.PlayerListener;
import tv.aircheck.rtmp.PublishOffer;
import tv.aircheck.rtmp.PublishRequest;
import tv.aircheck.rtmp.RtmpApplication;
import tv.aircheck.rtmp.RtmpListener;
import tv.aircheck.rtmp.RtmpMessage;
import tv.aircheck.rtmp.RtmpPlayer;
import tv.aircheck.rtmp.RtmpServer;
import tv.aircheck.rtmp.RtmpServerSettings;
import tv.aircheck.rtmp.RtmpUri;
import tv.aircheck.rtmp.StreamAddress;
import tv.aircheck.rtmp.Transport;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.VideoShape;

/** The archive through a real server and a real client, over sockets. */
@ExtendWith(LeakGuard.class)
class RtmpPlaybackTest {
  /** Several megabytes, so that the socket fills up. */
  private static final GeneratedLog LOG =
      GeneratedLog.of(
          LogShape.plain(7, 4_000).withVideo(VideoShape.plain().withFrameBytes(50_000)));

  @TempDir static Path folder;
  private static TestArchive archive;
  private static Playback playback;
  private static EventLoopGroup group;
  private static RtmpServer server;
  private static InetSocketAddress address;
  private static String show;
  private static final Transport TRANSPORT = Transport.of("auto");

  @BeforeAll
  static void open() throws Exception {
    archive = new TestArchive(folder);
    show = archive.show(LOG, LOG);
    PlaybackSettings settings = PlaybackSettings.DEFAULTS;
    playback =
        new Playback(
            settings,
            archive.index,
            archive.spool,
            archive.store,
            InstantSource.system(),
            PlaybackListener.NONE);
    group = TRANSPORT.group(2, "test");
    server =
        new RtmpServer(
            RtmpServerSettings.defaults(new InetSocketAddress("127.0.0.1", 0)),
            TRANSPORT,
            group,
            new ArchiveOnly(),
            RtmpListener.NONE);
    address = server.bind();
  }

  @AfterAll
  static void close() throws Exception {
    server.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    playback.close();
    archive.close();
  }

  private static final class ArchiveOnly implements RtmpApplication {
    @Override
    public void publish(PublishRequest request, PublishOffer offer) {
      offer.refuse("NetStream.Publish.BadName", "no");
    }

    @Override
    public void play(PlayRequest request, PlayOffer offer) {
      playback.play(request, Caller.NOBODY, offer);
    }

    @Override
    public void streamLength(StreamAddress stream, Peer peer, DoubleConsumer reply) {
      playback.streamLength(stream, Caller.NOBODY, reply);
    }
  }

  private static final class Viewer implements PlayerListener {
    final List<String> frames = Collections.synchronizedList(new ArrayList<>());
    final List<String> events = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void message(RtmpMessage message) {
      ByteBuf body = Unpooled.buffer();
      message.copyTo(body);
      int kind = TagKind.of(message.typeId(), body, 0, body.readableBytes());
      if (TagKind.isCodedMedia(kind)) {
        int hash = Arrays.hashCode(ByteBufUtil.getBytes(body));
        frames.add(Integer.toUnsignedLong(message.timestamp()) + " " + hash);
      }
    }

    @Override
    public void status(String level, String code, String words) {
      events.add(code);
    }

    @Override
    public void streamEof() {
      events.add("EOF");
    }

    void awaitEnds(int count) {
      Await.until(
          "the show has ended " + count + " times",
          () -> Collections.frequency(events, "NetStream.Play.Stop") == count);
      Await.until("the end is told", () -> events.get(events.size() - 1).equals("EOF"));
    }
  }

  private static RtmpPlayer connect(String path, long startMs, Viewer viewer) throws Exception {
    RtmpUri uri = RtmpUri.parse("rtmp://127.0.0.1:" + address.getPort() + path);
    return RtmpPlayer.connect(uri, startMs, TRANSPORT, group, viewer).get(10, TimeUnit.SECONDS);
  }

  private static Stream<String> expected(long fromMs) {
    long second =
        LOG.tags().stream().mapToLong(tag -> tag.timestampMs()).max().orElseThrow()
            + Timeline.JOINT_MS;
    return Stream.concat(
        fromMs < 4_000 ? TestViewer.expected(LOG, fromMs, Long.MAX_VALUE, 0) : Stream.of(),
        TestViewer.expected(LOG, Math.max(0, fromMs - second), Long.MAX_VALUE, second));
  }

  @Test
  void playsAShowWholeAndAgainFromASeek() throws Exception {
    Viewer viewer = new Viewer();
    try (RtmpPlayer player = connect("/archive/" + show, -2000, viewer)) {
      viewer.awaitEnds(1);
      assertThat(viewer.frames).isEqualTo(expected(0).toList());
      assertThat(viewer.events).contains("NetStream.Play.Complete");

      viewer.frames.clear();
      viewer.events.clear();
      player.seek(3_500);
      viewer.awaitEnds(1);
      assertThat(viewer.events).startsWith("EOF", "NetStream.Seek.Notify");
      assertThat(viewer.frames).isEqualTo(expected(2_000).toList());
    }
  }

  @Test
  void startsWhereTheAddressSays() throws Exception {
    Viewer viewer = new Viewer();
    try (RtmpPlayer player = connect("/archive/live/justin?start=6.1", -2000, viewer)) {
      viewer.awaitEnds(1);
      assertThat(player.closed()).isNotDone();
      assertThat(Long.parseLong(viewer.frames.get(0).split(" ", -1)[0])).isBetween(5_900L, 6_100L);
    }
  }

  @Test
  void aReaderThatStallsLosesNothing() throws Exception {
    Viewer viewer = new Viewer();
    try (RtmpPlayer player = connect("/archive/" + show, 6_000, viewer)) {
      Await.until("media comes", () -> !viewer.frames.isEmpty());
      player.pauseReading();
      player.pause(true, 0);
      player.seek(0);
      player.resumeReading();
      player.pause(false, 0);
      viewer.awaitEnds(1);
      List<String> all = expected(0).toList();
      List<String> tail =
          viewer.frames.subList(viewer.frames.size() - all.size(), viewer.frames.size());
      assertThat(tail).isEqualTo(all);
    }
  }

  /** A channel's newest show is private: to others it is as if it were not there. */
  @Test
  void aPrivateShowIsNeitherPlayedNorToldOf() throws Exception {
    String hidden = archive.show(GeneratedLog.of(LogShape.plain(8, 1_000)));
    archive.index.writeNow(tx -> tx.broadcasts().visibility(hidden, Visibility.PRIVATE));

    Viewer viewer = new Viewer();
    try (RtmpPlayer player = connect("/archive/live/justin", 6_000, viewer)) {
      viewer.awaitEnds(1);
      assertThat(player.closed()).isNotDone();
      assertThat(viewer.frames).as("of the one before").isNotEmpty();
    }
    String later = refusal("live/justin?at=2099-01-01T00:00:00Z");
    assertThat(later).contains("the show before it, " + show).doesNotContain(hidden);
    assertThat(refusal(hidden)).isEqualTo(refusal("NOSUCH").replace("NOSUCH", hidden));

    archive.index.writeNow(tx -> tx.broadcasts().visibility(hidden, Visibility.UNLISTED));
    assertThat(refusal("live/justin?at=2099-01-01T00:00:00Z")).isEqualTo(later);
  }

  private static String refusal(String path) {
    return assertThrows(
            ExecutionException.class, () -> connect("/archive/" + path, -2000, new Viewer()))
        .getCause()
        .getMessage();
  }

  @Test
  void saysWhatIsNotThere() {
    assertThatThrownBy(() -> connect("/archive/NOSUCH", -2000, new Viewer()))
        .hasMessageContaining("there is no broadcast NOSUCH");
  }
}
