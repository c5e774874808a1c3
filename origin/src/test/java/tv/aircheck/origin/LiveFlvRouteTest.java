package tv.aircheck.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tv.aircheck.flv.BrowserTags;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.rtmp.CloseReason;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.GeneratedTag;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.ManualClock;

@ExtendWith(LeakGuard.class)
class LiveFlvRouteTest {
  private final ManualClock clock = ManualClock.atSomeTime();
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Origin origin =
      new Origin(OriginSettings.defaults("o"), Fixtures.world(clock), OriginListener.NONE);
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer server;

  @BeforeEach
  void listen() throws Exception {
    Router router = Router.router(vertx);
    router.get("/live/*").handler(origin.liveFlv());
    server = vertx.createHttpServer().requestHandler(router);
    server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get();
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    origin.close();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private <T> HttpResponse<T> get(String path, HttpResponse.BodyHandler<T> body) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), body);
  }

  @Test
  void startsAtTheLastKeyframeFollowsAndEndsWithThePublisher() throws Exception {
    GeneratedLog log = GeneratedLog.of(LogShape.plain(1, 9_000));
    int part = log.tags().size() / 2;
    TestPublisher publisher = TestPublisher.publish(origin, loops.next(), "one");
    publisher.send(log.tags().subList(0, part));
    HttpResponse<InputStream> response = get("/live/live/one.flv", BodyHandlers.ofInputStream());
    assertThat(response.headers().firstValue("Content-Type")).hasValue("video/x-flv");
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    // A viewer holds nothing: what comes all at once may carry the window past one who has not
    // begun to read.
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    read.write(response.body().readNBytes(1024));
    publisher.send(log.tags().subList(part, log.tags().size()));
    publisher.end(CloseReason.Kind.UNPUBLISHED);
    response.body().transferTo(read);
    byte[] body = read.toByteArray();

    assertThat(body).startsWith('F', 'L', 'V', 1, 5, 0, 0, 0, 9, 0, 0, 0, 0);
    TestSink sink = new TestSink();
    sink.tags(Unpooled.wrappedBuffer(body, 13, body.length - 13), 0);
    assertThat(sink.lines)
        .startsWith("metadata 0", "video-header 0", "audio-header 0", "keyframe 0", "audio 17");
    assertThat(sink.times).isSorted();
  }

  @Test
  void goesOnWithAPublisherWhoComesBackButEndsWhereTheCodecIsAnother() throws Exception {
    GeneratedLog log = GeneratedLog.of(LogShape.plain(2, 2_000));
    GeneratedLog same = GeneratedLog.of(LogShape.plain(3, 2_000));
    LogShape shape = LogShape.plain(4, 2_000);
    GeneratedLog other = GeneratedLog.of(shape.withVideo(shape.video().asHevc()));
    TestPublisher publisher = TestPublisher.publish(origin, loops.next(), "two");
    publisher.send(log.tags());
    HttpResponse<InputStream> response = get("/live/live/two.flv", BodyHandlers.ofInputStream());
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    readUntil(response.body(), read, log);
    publisher.end(CloseReason.Kind.DISCONNECTED);
    publisher = TestPublisher.publish(origin, loops.next(), "two");
    publisher.send(same.tags());
    readUntil(response.body(), read, same);
    publisher.end(CloseReason.Kind.DISCONNECTED);
    publisher = TestPublisher.publish(origin, loops.next(), "two");
    publisher.send(other.tags());
    response.body().transferTo(read);

    assertThat(latin(read)).contains(lastFrame(same)).doesNotContain("hvc1");
    HttpResponse<InputStream> next = get("/live/live/two.flv", BodyHandlers.ofInputStream());
    ByteArrayOutputStream from = new ByteArrayOutputStream();
    readUntil(next.body(), from, other);
    assertThat(latin(from)).contains("hvc1");
    publisher.end(CloseReason.Kind.UNPUBLISHED);
    next.body().transferTo(from);
  }

  @Test
  void goesOnWhereTheSettingsChangeWithinATakeButEndsWhereTheCodecDoes() throws Exception {
    GeneratedLog log = GeneratedLog.of(LogShape.plain(5, 2_000));
    LogShape resized = LogShape.plain(6, 4_000);
    GeneratedLog same =
        GeneratedLog.of(resized.withVideo(resized.video().withNewHeaderEveryMs(2_000)));
    LogShape shape = LogShape.plain(7, 2_000);
    GeneratedLog other = GeneratedLog.of(shape.withVideo(shape.video().asHevc()));
    TestPublisher publisher = TestPublisher.publish(origin, loops.next(), "three");
    publisher.send(log.tags());
    HttpResponse<InputStream> response = get("/live/live/three.flv", BodyHandlers.ofInputStream());
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    readUntil(response.body(), read, log);
    publisher.send(same.tags(), 2_000);
    readUntil(response.body(), read, same);
    int header = firstFrame(other);
    publisher.send(other.tags().subList(0, header), 6_000);
    response.body().transferTo(read);
    assertThat(latin(read)).doesNotContain("hvc1");

    publisher.send(other.tags().subList(header, other.tags().size()), 6_000);
    HttpResponse<InputStream> next = get("/live/live/three.flv", BodyHandlers.ofInputStream());
    ByteArrayOutputStream from = new ByteArrayOutputStream();
    readUntil(next.body(), from, other);
    assertThat(latin(from)).contains("hvc1");
    publisher.end(CloseReason.Kind.UNPUBLISHED);
    next.body().transferTo(from);
  }

  private static int firstFrame(GeneratedLog log) {
    int first = 0;
    while (log.tags().get(first).kind() != GeneratedTag.Kind.KEYFRAME) {
      first++;
    }
    return first;
  }

  private static void readUntil(InputStream body, ByteArrayOutputStream out, GeneratedLog log)
      throws IOException {
    byte[] part = new byte[4096];
    while (!latin(out).contains(lastFrame(log))) {
      int count = body.read(part);
      assertThat(count).as("the response goes on").isPositive();
      out.write(part, 0, count);
    }
  }

  private static String lastFrame(GeneratedLog log) {
    List<GeneratedTag> tags = log.tags();
    return tags.get(tags.size() - 1).body().toString(StandardCharsets.ISO_8859_1);
  }

  private static String latin(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  void whatIsNotOnAirIsAProblem() throws Exception {
    HttpResponse<String> response = get("/live/live/none.flv", BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body()).contains("live/none is not on air");
    assertThat(get("/live/one.flv", BodyHandlers.ofString()).statusCode()).isEqualTo(404);
  }

  @Test
  void enhancedAvcAndAacBecomeClassicAndWhatBrowsersDoNotKnowIsLeftOut() throws Exception {
    ByteBuf run = Unpooled.buffer();
    tag(run, 9, 0x90, 'a', 'v', 'c', '1', 1, 2, 3);
    tag(run, 9, 0x91, 'a', 'v', 'c', '1', 0xFF, 0xFF, 0xFE, 7, 8);
    tag(run, 9, 0xA3, 'a', 'v', 'c', '1', 9, 9);
    tag(run, 9, 0xD4, 'a', 'v', 'c', '1', 2, 0, 1, 'x');
    tag(run, 9, 0x93, 'h', 'v', 'c', '1', 5, 6);
    tag(run, 8, 0x90, 'm', 'p', '4', 'a', 0x12, 0x10);
    tag(run, 8, 0x95, 0x01, 'O', 'p', 'u', 's', 0, 4, 4);
    tag(run, 8, 0x95, 0x01, 'O', 'p', 'u', 's', 1, 4, 4);
    tag(run, 8, 0x90, '.', 'm', 'p', '3');
    tag(run, 8, 0x91, '.', 'm', 'p', '3', 0xFF, 0xFB);
    tag(run, 8, 0x91, 'a', 'c', '-', '3', 0x0B, 0x77);
    tag(run, 9, 0x91, 'v', 'p', '0', '9', 1, 2);
    tag(run, 8, 0xB2, 1, 2);
    ByteBuf expected = Unpooled.buffer();
    tag(expected, 9, 0x17, 0, 0, 0, 0, 1, 2, 3);
    tag(expected, 9, 0x17, 1, 0xFF, 0xFF, 0xFE, 7, 8);
    tag(expected, 9, 0x27, 1, 0, 0, 0, 9, 9);
    tag(expected, 9, 0x91, 'h', 'v', 'c', '1', 0, 0, 0, 5, 6);
    tag(expected, 8, 0xAF, 0, 0x12, 0x10);
    tag(expected, 8, 0x91, 'O', 'p', 'u', 's', 4, 4);
    tag(expected, 8, 0x2F, 0xFF, 0xFB);
    ByteBuf out = Unpooled.buffer();
    TagCursor tags = new TagCursor().reset(run);
    while (tags.next()) {
      // No stream has all of these codecs.
      new BrowserTags().write(run.slice(tags.start(), tags.end() - tags.start()), 0, out);
    }
    assertThat(out).isEqualTo(expected);
  }

  private static void tag(ByteBuf out, int type, int... body) {
    out.writeByte(type).writeMedium(body.length).writeInt(0).writeMedium(0);
    for (int b : body) {
      out.writeByte(b);
    }
    out.writeInt(body.length + 11);
  }
}
