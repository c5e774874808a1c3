package tv.aircheck.playback.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.playback.PlaybackListener;
import tv.aircheck.playback.TestArchive;
import tv.aircheck.storage.StorageException;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;

/** What all media routes share, seen by a client. */
@ExtendWith(LeakGuard.class)
class MediaDeskTest {
  private static final byte[] BYTES = new byte[3_000_000];
  private static final long HUGE = 1L << 40;

  /** More than sockets hold. */
  private static final int HELD = 24 << 20;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private static final long BROKEN_AT_ONCE = -1;
  private static final String TAG = "\"tag\"";

  @TempDir static Path folder;
  private static TestArchive archive;
  private static TestMedia media;
  private static String show;
  private static final AtomicLong read = new AtomicLong();
  private static final AtomicLong closed = new AtomicLong();
  private static final AtomicLong dropped = new AtomicLong();
  private static volatile ByteBuf held;

  /** Zeros without end, but for one place that cannot be read. */
  private record Zeros(long length, long brokenAt, Duration clientPatience) implements ByteSource {
    Zeros(long length, long brokenAt) {
      this(length, brokenAt, CLIENT_PATIENCE);
    }

    @Override
    public ByteBuf read(long offset, int most) throws IOException {
      if (brokenAt == BROKEN_AT_ONCE) {
        throw new LinkageError("on purpose");
      }
      if (offset >= brokenAt) {
        throw new StorageException(StorageException.Kind.CORRUPT, "on purpose");
      }
      read.addAndGet(most);
      return ByteBufAllocator.DEFAULT.directBuffer(most).writeZero(most);
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // read only
  private record Known(byte[] bytes) implements ByteSource {
    @Override
    public long length() {
      return bytes.length;
    }

    /** Less than is asked for, as sources may. */
    @Override
    public ByteBuf read(long offset, int most) {
      int length = Math.min(most, 70_001);
      return ByteBufAllocator.DEFAULT.directBuffer(length).writeBytes(bytes, (int) offset, length);
    }
  }

  /** Three bytes, when it has been asked for them often enough. */
  private static final class Later implements ByteSource {
    private int asked;

    @Override
    public long length() {
      return 3;
    }

    @Override
    public ByteBuf read(long offset, int most) throws IOException {
      if (asked++ < 2) {
        throw new NotYet("on purpose");
      }
      return ByteBufAllocator.DEFAULT.directBuffer(3).writeZero(3);
    }
  }

  @BeforeAll
  static void open() throws Exception {
    new Random(1).nextBytes(BYTES);
    archive = new TestArchive(folder);
    show = archive.show(GeneratedLog.of(LogShape.plain(1, 3_000)));
    media =
        new TestMedia(
            archive,
            (router, desk) -> {
              router.route("/packed/*").handler(MediaDeskTest::varyByOrigin);
              desk.mount(
                  router,
                  "/packed/" + MediaRoutes.ID,
                  request ->
                      MediaAnswer.of("x/y", CacheRule.SETTLED, new Body.Packed(BYTES, BYTES))
                          .tagged(TAG));
              desk.mount(
                  router,
                  "/known/" + MediaRoutes.ID,
                  request ->
                      MediaAnswer.ranged("x/y", CacheRule.IMMUTABLE, new Known(BYTES))
                          .tagged(TAG)
                          .modified(TestArchive.NOON));
              mountZeros(router, desk, "/huge/", new Zeros(HUGE, HUGE));
              mountZeros(router, desk, "/hasty/", new Zeros(HUGE, HUGE, Duration.ofMillis(300)));
              mountZeros(router, desk, "/broken/", new Zeros(HUGE, 1 << 20));
              mountTroubled(router, desk);
              mountHeld(router);
              desk.mount(
                  router,
                  "/seconds/" + MediaRoutes.ID + "/(?<more>[a-z]+)",
                  request ->
                      MediaAnswer.bytes(
                          "text/plain",
                          CacheRule.SETTLED,
                          (request.name("more") + request.millis("start", -1))
                              .getBytes(StandardCharsets.UTF_8)));
            });
  }

  private static void mountZeros(Router router, MediaDesk desk, String at, Zeros zeros) {
    desk.mount(
        router,
        at + MediaRoutes.ID,
        request -> MediaAnswer.ranged("x/y", CacheRule.SETTLED, zeros));
  }

  private static void mountTroubled(Router router, MediaDesk desk) {
    desk.mount(
        router,
        "/error/" + MediaRoutes.ID,
        request -> {
          throw new LinkageError("on purpose");
        });
    mountZeros(router, desk, "/later-error/", new Zeros(HUGE, BROKEN_AT_ONCE));
    desk.mount(
        router,
        "/later/" + MediaRoutes.ID,
        request -> MediaAnswer.ranged("x/y", CacheRule.SETTLED, new Later()));
  }

  private static void mountHeld(Router router) {
    router
        .get("/held/:ms")
        .handler(
            request -> {
              held = Unpooled.directBuffer(HELD).writeZero(HELD);
              Body.Held body = new Body.Held(held, dropped::incrementAndGet);
              request.response().putHeader("Content-Length", Integer.toString(HELD));
              new HeldWriter(request, body, ByteRange.whole(HELD), PlaybackListener.NONE)
                  .start(Duration.ofMillis(Long.parseLong(request.pathParam("ms"))));
            });
  }

  @AfterAll
  static void close() throws Exception {
    media.close();
    archive.close();
  }

  private static void varyByOrigin(RoutingContext context) {
    context.response().putHeader("Vary", "Origin");
    context.next();
  }

  @Test
  void whatIsThereInTwoFormsSaysSoAlsoWhereItIsKnown() throws Exception {
    String address = "/packed/" + show;
    HttpResponse<byte[]> whole = media.ask("HEAD", address);
    HttpResponse<byte[]> known = media.get(address, "If-None-Match", TAG);
    assertThat(known.statusCode()).isEqualTo(304);
    for (HttpResponse<byte[]> answer : List.of(whole, known)) {
      assertThat(answer.headers().allValues("Vary")).containsExactly("Origin", "Accept-Encoding");
    }
  }

  private static String field(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  @Test
  void sendsTheWholeWithWhatCachesNeedToKnow() throws Exception {
    HttpResponse<byte[]> whole = media.get("/known/" + show);
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(BYTES);
    assertThat(field(whole, "Content-Length")).isEqualTo("3000000");
    assertThat(field(whole, "Content-Type")).isEqualTo("x/y");
    assertThat(field(whole, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(field(whole, "ETag")).isEqualTo(TAG);
    assertThat(field(whole, "Last-Modified")).endsWith("GMT");
    assertThat(field(whole, "Cache-Control")).contains("immutable");

    HttpResponse<byte[]> head = media.ask("HEAD", "/known/" + show, "Range", "bytes=0-9");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String name : new String[] {"Content-Length", "Content-Type", "ETag", "Last-Modified"}) {
      assertThat(field(head, name)).isEqualTo(field(whole, name));
    }
  }

  @Test
  void sendsTheRangeThatIsAskedFor() throws Exception {
    HttpResponse<byte[]> part = media.get("/known/" + show, "Range", "bytes=1000000-1999999");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(field(part, "Content-Range")).isEqualTo("bytes 1000000-1999999/3000000");
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(BYTES, 1_000_000, 2_000_000));

    HttpResponse<byte[]> end = media.get("/known/" + show, "Range", "bytes=-7", "If-Range", TAG);
    assertThat(end.statusCode()).isEqualTo(206);
    assertThat(end.body()).isEqualTo(Arrays.copyOfRange(BYTES, 2_999_993, 3_000_000));

    HttpResponse<byte[]> other =
        media.get("/known/" + show, "Range", "bytes=-7", "If-Range", "\"other\"");
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(other.body()).hasSize(3_000_000);

    HttpResponse<byte[]> behind = media.get("/known/" + show, "Range", "bytes=3000000-");
    assertThat(behind.statusCode()).isEqualTo(416);
    assertThat(field(behind, "Content-Range")).isEqualTo("bytes */3000000");
  }

  @Test
  void sendsNothingThatTheClientHas() throws Exception {
    HttpResponse<byte[]> known = media.get("/known/" + show, "If-None-Match", TAG);
    assertThat(known.statusCode()).isEqualTo(304);
    assertThat(known.body()).isEmpty();
    assertThat(field(known, "ETag")).isEqualTo(TAG);
    assertThat(field(known, "Cache-Control")).contains("immutable");
    assertThat(media.get("/known/" + show, "If-None-Match", "\"x\"").statusCode()).isEqualTo(200);
  }

  @Test
  void saysWhatCannotBeHad() throws Exception {
    HttpResponse<byte[]> none = media.get("/known/NOSUCH");
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(new String(none.body(), StandardCharsets.UTF_8))
        .isEqualTo("There is no show NOSUCH.");

    HttpResponse<byte[]> odd = media.get("/seconds/" + show + "/ab?start=soon");
    assertThat(odd.statusCode()).isEqualTo(400);
    assertThat(new String(odd.body(), StandardCharsets.UTF_8))
        .isEqualTo("start=soon is no number of seconds; an example: start=90.5");
    assertThat(
            new String(
                media.get("/seconds/" + show + "/ab?start=1.5").body(), StandardCharsets.UTF_8))
        .isEqualTo("ab1500");
  }

  private static Socket asking(String path) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(64 * 1024);
    socket.connect(new java.net.InetSocketAddress("127.0.0.1", media.port()));
    OutputStream out = socket.getOutputStream();
    out.write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return socket;
  }

  @Test
  void readsNoMoreThanAClientTakesAndStopsWhenItGoes() throws Exception {
    read.set(0);
    closed.set(0);
    try (Socket slow = asking("/huge/" + show)) {
      Await.until("something is read", () -> read.get() > 0);
      long taken = 0;
      long before;
      do {
        before = read.get();
        taken += slow.getInputStream().readNBytes(2 << 20).length;
        // What is read ahead: the socket's buffers and two pieces.
        assertThat(read.get() - taken).isLessThan(12 << 20);
      } while (taken < 20 << 20);
      assertThat(before).isPositive();
    }
    Await.until(
        "nothing more is read",
        () -> {
          long seen = read.get();
          media.get("/known/" + show);
          return read.get() == seen;
        });
    Await.until("its source is closed", () -> closed.get() == 1);
  }

  @Test
  void whoTakesNothingGetsNoMore() throws Exception {
    closed.set(0);
    try (Socket slow = asking("/hasty/" + show)) {
      Await.until("it is let go of", () -> closed.get() == 1);
      slow.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
      assertThat(bytesUntilItEnds(slow)).isLessThan(HUGE);
    }
  }

  @Test
  void whatHasToWaitForOthersComesLater() throws Exception {
    HttpResponse<byte[]> answer = media.get("/later/" + show);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).hasSize(3);
  }

  @Test
  void anErrorIsAnAnswerToo() throws Exception {
    assertThat(media.get("/error/" + show).statusCode()).isEqualTo(500);
    assertThat(media.get("/later-error/" + show).statusCode()).isEqualTo(500);
  }

  @Test
  void whatIsHeldInMemoryIsLetGoOfWhenItHasLeftOrIsNotTakenInTime() throws Exception {
    dropped.set(0);
    assertThat(media.get("/held/60000").body()).hasSize(HELD);
    Await.until("it is let go of", () -> dropped.get() == 1);
    try (Socket slow = asking("/held/300")) {
      Await.until("that of a client who takes nothing is let go of", () -> dropped.get() == 2);
      Await.until("it is nowhere any more", () -> held.refCnt() == 0);
      slow.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
      assertThat(bytesUntilItEnds(slow)).isLessThan(HELD);
    }
  }

  @Test
  void whoTakesWhatIsLargeSlowlyGetsAllOfIt() throws Exception {
    try (Socket slow = asking("/held/400")) {
      slow.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
      long taken = 0;
      for (int i = 1; i <= 3; i++) {
        taken += slow.getInputStream().readNBytes(4 << 20).length;
        long since = System.nanoTime();
        Await.until("it is looked after", () -> System.nanoTime() - since > 450 * NANOS_PER_MILLI);
      }
      while (taken < HELD) {
        int read = slow.getInputStream().readNBytes(1 << 16).length;
        assertThat(read).as("after %d bytes", taken).isPositive();
        taken += read;
      }
    }
  }

  private static long bytesUntilItEnds(Socket client) throws IOException {
    byte[] taken = new byte[1 << 16];
    long count = 0;
    try {
      for (int read; (read = client.getInputStream().read(taken)) >= 0; ) {
        count += read;
      }
    } catch (SocketException e) {
      // It was reset: that is an end, too.
    }
    return count;
  }

  @Test
  void breaksOffWhereItCannotGoOn() throws Exception {
    closed.set(0);
    try (Socket client = asking("/broken/" + show)) {
      client.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
      InputStream in = client.getInputStream();
      assertThat(in.readAllBytes().length).isLessThanOrEqualTo((1 << 20) + 1024);
    }
    assertThatThrownBy(() -> media.get("/broken/" + show)).isInstanceOf(IOException.class);
    Await.until("both are closed, once", () -> closed.get() == 2);
  }
}
