package tv.aircheck.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tv.aircheck.rtmp.Transport;
import tv.aircheck.testkit.LeakGuard;

/** Files and playlists, fetched. */
@ExtendWith(LeakGuard.class)
class HttpEntryTest {
  private static final String PLAYLIST = "#EXTM3U\n#EXTINF:5.2,\none.m4s\n#EXTINF:4,\ntwo.m4s\n";
  private static final byte[] LISTED = PLAYLIST.getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTHING = "No such file.".getBytes(StandardCharsets.US_ASCII);
  private static final Map<String, byte[]> FILES =
      Map.of(
          "/hls/0/media.m3u8", LISTED,
          "/hls/0/one.m4s", new byte[300_000],
          "/hls/0/two.m4s", new byte[20_000],
          "/no-end/0/media.m3u8", LISTED,
          "/no-end/0/one.m4s", new byte[300_000],
          "/no-begin/0/media.m3u8", LISTED,
          "/no-begin/0/two.m4s", new byte[20_000],
          "/mp4/0.mp4", new byte[50_000]);

  private static final String REFUSED = "cut: the server answered 404 Not Found";

  private final Transport transport = Transport.of("auto");
  private final EventLoopGroup loops = transport.group(1, "load-test");
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] file = FILES.get(exchange.getRequestURI().getPath());
          byte[] body = file == null ? NOTHING : file;
          exchange.sendResponseHeaders(file == null ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void ofAPlaylistAllPiecesAreFetchedAndCounted() throws Exception {
    LoadRun.RunResult result = play("/hls/{}/media.m3u8");
    assertThat(result.isComplete()).isTrue();
    assertThat(result.total().tagBytes()).isEqualTo(320_000);
    assertThat(result.window().timingsMs().get("first_media").count()).isEqualTo(1);
  }

  @Test
  void whatIsNoFlvIsCountedAsItIs() throws Exception {
    assertThat(play("/mp4/{}.mp4").total().tagBytes()).isEqualTo(50_000);
  }

  @Test
  void whatIsNotThereIsARefusal() throws Exception {
    assertThat(play("/none/{}.mp4").connections().refused()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"/no-end/{}/media.m3u8, 300000", "/no-begin/{}/media.m3u8, 0"})
  void whoIsRefusedAPieceIsCutOffAndTheWordsAreNoMedia(String path, long bytes) throws Exception {
    LoadRun.RunResult result = play(path);
    assertThat(result.connections().cut()).isEqualTo(1);
    assertThat(result.connections().reasons()).containsOnlyKeys(REFUSED);
    assertThat(result.total().tagBytes()).isEqualTo(bytes);
  }

  @Test
  void aPlaylistTellsWhenItsPiecesBegin() {
    HlsPieces pieces = HlsPieces.of(PLAYLIST);
    assertThat(pieces.names()).containsExactly("one.m4s", "two.m4s");
    assertThat(pieces.startsMs()).containsExactly(0.0, 5_200.0);
  }

  private LoadRun.RunResult play(String path) throws InterruptedException {
    LongSupplier ticker = System::nanoTime;
    Venue venue = new Venue(new Dialer(transport), loops, new Attendance(ticker), ticker);
    String from = "http://127.0.0.1:" + server.getAddress().getPort() + path;
    PlayPlan plan = new PlayPlan(from, List.of(), null, Duration.ofSeconds(3), null, null, false);
    Lines lines =
        new Lines(new PrintStream(OutputStream.nullOutputStream()), InstantSource.system());
    Players players = new Players(plan, new HttpEntry(venue.dialer()), venue);
    Duration most = Duration.ofSeconds(20);
    RunPlan run = new RunPlan(1, Duration.ofMillis(1), Duration.ZERO, most, Duration.ZERO);
    return new LoadRun(run, players, venue, lines).run();
  }
}
