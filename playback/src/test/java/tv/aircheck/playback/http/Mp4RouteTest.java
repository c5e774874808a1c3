package tv.aircheck.playback.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.vertx.ext.web.Router;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.flv.mp4.Mp4FileReader;
import tv.aircheck.playback.TestArchive;
import tv.aircheck.playback.TestTake;
import tv.aircheck.playback.Timeline;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.GeneratedTag;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;

/** Downloads: whole, by range, cut, of shows with takes and gaps, past and on air. */
@ExtendWith(LeakGuard.class)
class Mp4RouteTest {
  private static final GeneratedLog LOG = log(1, 35_000);

  /** How far sound, which is counted in samples, may lie beside what its tags say. */
  private static final long SOUND_MS = 20;

  private static final int SMALL_BLOCK = 1_000;

  private static final GeneratedLog SHORT = log(2, 5_000);
  private static final long LAST_MS =
      LOG.tags().stream().mapToLong(GeneratedTag::timestampMs).max().orElseThrow();

  @TempDir static Path folder;
  private static TestArchive archive;
  private static TestMedia media;

  private static GeneratedLog log(long seed, long ms) {
    LogShape shape = LogShape.plain(seed, ms);
    return GeneratedLog.of(shape.withVideo(shape.video().withBFrames(2)));
  }

  @BeforeAll
  static void open() throws Exception {
    archive = new TestArchive(folder);
    media = new TestMedia(archive, Mp4RouteTest::mountLast);
  }

  /** A route whose files have their index at the end, of many blocks. */
  private static void mountLast(Router router, MediaDesk desk) {
    desk.mount(
        router,
        "/last/" + MediaRoutes.ID + "\\.mp4",
        new Mp4Route(desk.playback(), Mp4Limits.DEFAULT.withIndex(0, SMALL_BLOCK)));
  }

  @AfterAll
  static void close() throws Exception {
    media.close();
    archive.close();
  }

  /** The frames of a file, each with its kind, its time in its track and its bytes. */
  private static List<String> frames(byte[] file, boolean video) throws IOException {
    Path path = Files.write(Files.createTempFile(folder, "got", ".mp4"), file);
    List<String> frames = new ArrayList<>();
    try (Mp4FileReader in = new Mp4FileReader(FileChannel.open(path))) {
      ByteBuf run = Unpooled.buffer();
      TagCursor tags = new TagCursor();
      while (in.next(run)) {
        tags.reset(run);
        while (tags.next()) {
          if (TagKind.isCodedMedia(tags.kind()) && TagKind.isVideo(tags.kind()) == video) {
            frames.add(frame(tags.timestampMs(), run.slice(tags.bodyStart(), tags.bodyLength())));
          }
        }
        run.clear();
      }
      assertThat(in.damage()).isNull();
    }
    return frames;
  }

  private static String frame(long ms, ByteBuf body) {
    return ms + " " + Arrays.hashCode(ByteBufUtil.getBytes(body));
  }

  private static Stream<String> frames(
      GeneratedLog log, boolean video, long fromMs, long toMs, long shiftMs) {
    int first = 0;
    while (log.tags().get(first).kind() != GeneratedTag.Kind.KEYFRAME
        || log.tags().get(first).timestampMs() < fromMs) {
      first++;
    }
    return log.tags().stream()
        .skip(first)
        .filter(tag -> !tag.kind().isHeader() && (tag.type() == 9) == video)
        .filter(tag -> tag.timestampMs() < toMs)
        .map(tag -> frame(tag.timestampMs() + shiftMs, tag.body()));
  }

  private static void assertSame(List<String> actual, List<String> expected, long besideMs) {
    assertThat(hashes(actual)).isEqualTo(hashes(expected));
    for (int i = 0; i < actual.size(); i++) {
      assertThat(ms(actual.get(i)))
          .as("frame %d", i)
          .isCloseTo(ms(expected.get(i)), within(besideMs));
    }
  }

  private static List<String> hashes(List<String> frames) {
    return frames.stream().map(frame -> frame.substring(frame.indexOf(' '))).toList();
  }

  private static long ms(String frame) {
    return Long.parseLong(frame.substring(0, frame.indexOf(' ')));
  }

  private static CompletableFuture<byte[]> downloading(String path) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return download(path);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        run -> new Thread(run, "download").start());
  }

  private static byte[] download(String path) throws Exception {
    HttpResponse<byte[]> response = media.get(path);
    assertThat(response.statusCode()).as("%s", path).isEqualTo(200);
    return response.body();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "last"})
  void holdsEveryFrameOfAllTakes(String route) throws Exception {
    String show = archive.show(LOG, SHORT);
    byte[] file = download("/" + route + "/" + show + ".mp4");

    String boxes = new String(file, StandardCharsets.ISO_8859_1);
    assertThat(boxes.indexOf("moov") < boxes.indexOf("mdat")).isEqualTo(route.equals("mp4"));
    long second = LAST_MS + Timeline.JOINT_MS;
    for (boolean video : new boolean[] {true, false}) {
      assertSame(
          frames(file, video),
          Stream.concat(
                  frames(LOG, video, 0, Long.MAX_VALUE, 0),
                  frames(SHORT, video, 0, Long.MAX_VALUE, second))
              .toList(),
          video ? 0 : SOUND_MS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "last"})
  void anyRangesPutTogetherAreTheWhole(String route) throws Exception {
    String path = "/" + route + "/" + archive.show(LOG) + ".mp4";
    HttpResponse<byte[]> head = media.ask("HEAD", path);
    long length = head.headers().firstValueAsLong("Content-Length").orElseThrow();
    String tag = head.headers().firstValue("ETag").orElseThrow();
    Random random = new Random(7);
    // From behind, so that nothing was looked through before.
    List<byte[]> parts = new ArrayList<>();
    for (long to = length; to > 0; ) {
      long from = Math.max(0, to - 1 - random.nextInt((int) length / 12));
      String range = "bytes=" + from + "-" + (to - 1);
      HttpResponse<byte[]> part = media.get(path, "Range", range, "If-Range", tag);
      assertThat(part.statusCode()).isEqualTo(206);
      assertThat(part.body()).hasSize((int) (to - from));
      parts.add(0, part.body());
      to = from;
    }
    ByteArrayOutputStream stitched = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      stitched.write(part);
    }
    assertThat(stitched.toByteArray()).isEqualTo(download(path)).hasSize((int) length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "last"})
  void manyAtOnceGetTheSame(String route) throws Exception {
    String path = "/" + route + "/" + archive.show(LOG, SHORT) + ".mp4";
    List<CompletableFuture<byte[]>> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      all.add(downloading(path));
    }
    byte[] first = all.get(0).join();
    assertThat(frames(first, true)).isNotEmpty();
    for (CompletableFuture<byte[]> other : all) {
      assertThat(other.join()).isEqualTo(first);
    }
  }

  @Test
  void anotherNodeGivesTheSameBytesUnderTheSameTag() throws Exception {
    String path = "/mp4/" + archive.show(SHORT) + ".mp4?start=1";
    HttpResponse<byte[]> here = media.get(path);
    try (TestMedia other = new TestMedia(archive)) {
      HttpResponse<byte[]> there = other.get(path);
      assertThat(there.body()).isEqualTo(here.body());
      assertThat(there.headers().firstValue("ETag")).isEqualTo(here.headers().firstValue("ETag"));
    }
    String tag = here.headers().firstValue("ETag").orElseThrow();
    assertThat(media.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(media.get(path + ".5", "If-None-Match", tag).statusCode()).isEqualTo(200);
  }

  @Test
  void aPartBeginsAtItsKeyframeAndEndsInTime() throws Exception {
    String show = archive.show(LOG);
    byte[] file = download("/mp4/" + show + ".mp4?start=13.3&end=21");

    assertThat(frames(file, true)).isEqualTo(frames(LOG, true, 12_000, 21_000, -12_000).toList());
    assertThat(file.length).isLessThan(download("/mp4/" + show + ".mp4").length / 2);
  }

  @Test
  void aGapIsSqueezedOutAndGoesOnWithAKeyframe() throws Exception {
    int tags = LOG.tags().size();
    TestTake take = archive.begin(null, TestArchive.NOON);
    take.append(LOG, 0, tags / 3);
    take.gapTo(LOG, 2 * tags / 3);
    take.append(LOG, 2 * tags / 3, tags);
    take.end();
    archive.end(take.id);
    byte[] file = download("/mp4/" + take.id + ".mp4");

    List<String> shown = frames(file, true);
    long after = LOG.tags().get(2 * tags / 3).timestampMs();
    long before = LOG.tags().get(tags / 3 - 1).timestampMs();
    assertThat(hashes(shown))
        .isEqualTo(
            hashes(
                Stream.concat(
                        LOG.tags().subList(0, tags / 3).stream()
                            .filter(tag -> tag.type() == 9 && !tag.kind().isHeader())
                            .map(tag -> frame(0, tag.body())),
                        frames(LOG, true, after, Long.MAX_VALUE, 0))
                    .toList()));
    assertThat(ms(shown.get(shown.size() - 1)))
        .isBetween(LAST_MS - (after - before) - 200, LAST_MS - (after - before) + 200);
  }

  @Test
  void soundAloneHasAnIndexToo() throws Exception {
    GeneratedLog sound = GeneratedLog.of(LogShape.audioOnly(3, 15_000));
    byte[] file = download("/mp4/" + archive.show(sound) + ".mp4?start=3");
    assertThat(frames(file, false)).hasSizeBetween(515, 520);
  }

  @Test
  void aShowOnAirIsWhatIsStoredAtTheMoment() throws Exception {
    int tags = LOG.tags().size();
    TestTake take = archive.begin(null, TestArchive.NOON);
    String path = "/mp4/" + take.id + ".mp4";
    assertThat(media.get(path).statusCode()).isEqualTo(503);
    take.append(LOG, 0, 2 * tags / 3);
    Await.until("something is stored", () -> media.get(path).statusCode() == 302);
    HttpResponse<byte[]> moved = media.get(path);
    String now = moved.headers().firstValue("Location").orElseThrow();
    assertThat(now).matches(path + "\\?end=[0-9.]+");
    HttpResponse<byte[]> stored = media.get(now);
    assertThat(stored.statusCode()).isEqualTo(200);
    assertThat(frames(stored.body(), true)).hasSizeGreaterThan(400);

    // It stays the same when more is recorded, and when it is over.
    take.append(LOG, 2 * tags / 3, tags);
    take.end();
    archive.end(take.id);
    HttpResponse<byte[]> later = media.get(now);
    assertThat(later.headers().firstValue("ETag")).isEqualTo(stored.headers().firstValue("ETag"));
    assertThat(later.body()).isEqualTo(stored.body());
  }

  @Test
  void whatIsLostIsToldOnceAndThenLeftOut() throws Exception {
    TestTake take = archive.record(null, LOG);
    archive.end(take.id);
    SegmentKey lost = archive.segments(take.id).get(1);
    Path takes = archive.root.resolve("data/spool").resolve(lost.app()).resolve(lost.name());
    Files.delete(takes.resolve(take.id).resolve(Path.of(lost.storeKey()).getFileName()));
    String path = "/mp4/" + take.id + ".mp4";
    HttpResponse<byte[]> told = media.get(path);
    assertThat(told.statusCode()).isEqualTo(503);
    assertThat(told.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(told.headers().firstValue("ETag")).isEmpty();
    assertThat(new String(told.body(), StandardCharsets.UTF_8)).contains("comes without it");

    HttpResponse<byte[]> without = media.ask("HEAD", path);
    assertThat(without.headers().firstValue("ETag")).isPresent();
    assertThat(without.headers().firstValue("Last-Modified")).isEmpty();
    List<String> left = frames(download(path), true);
    List<String> all = frames(LOG, true, 0, Long.MAX_VALUE, 0).toList();
    assertThat(left).hasSizeBetween(all.size() / 2, all.size() - 200);
    assertThat(all).containsAll(left);
  }

  @Test
  void whatIsDamagedInTheSpoolComesFromTheStoreInTheSameDownload() throws Exception {
    String show = archive.show(LOG);
    String path = "/last/" + show + ".mp4";
    byte[] whole;
    try (TestMedia other = new TestMedia(archive, Mp4RouteTest::mountLast)) {
      whole = other.get(path).body();
    }
    long seq = archive.index.takes().find(show).orElseThrow().seq();
    for (SegmentKey key : archive.segments(show)) {
      int crc =
          archive.index.segments().atPosition(seq, key.startPosition()).orElseThrow().crc32c();
      archive.store.putIfAbsent(key.storeKey(), archive.spool.sealedPath(key), crc);
    }
    Path damaged = archive.spool.sealedPath(archive.segments(show).get(1));
    byte[] bytes = Files.readAllBytes(damaged);
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 5_000, (byte) 0);
    Files.delete(damaged); // The store's copy may be the same file by another name.
    Files.write(damaged, bytes);

    assertThat(download(path)).isEqualTo(whole);
  }

  @Test
  void isNamedAfterTheShow() throws Exception {
    String show = archive.show(SHORT);
    archive.index.writeNow(
        tx -> tx.broadcasts().title(show, "..\\Täglich: \"live\"\r\n/etc\u202e"));
    String name =
        media
            .ask("HEAD", "/mp4/" + show + ".mp4")
            .headers()
            .firstValue("Content-Disposition")
            .orElseThrow();
    assertThat(name)
        .startsWith("attachment; filename=\"_T_glich_ _live___")
        .contains("filename*=UTF-8''_T%C3%A4glich_%20_live___")
        .contains("2026-11-22")
        .doesNotContain("\\", "/etc", "\r", "\n", "%E2%80%AE");
  }

  @Test
  void refusesWhatIsNotThere() throws Exception {
    String show = archive.show(SHORT);
    assertThat(media.get("/mp4/" + show + ".mp4?start=9").statusCode()).isEqualTo(404);
    assertThat(media.get("/mp4/" + show + ".mp4?start=2&end=1").statusCode()).isEqualTo(400);
    assertThat(media.get("/mp4/NOSUCH.mp4").statusCode()).isEqualTo(404);
  }
}
