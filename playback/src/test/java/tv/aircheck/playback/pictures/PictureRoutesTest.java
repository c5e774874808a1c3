package tv.aircheck.playback.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.playback.TestArchive;
import tv.aircheck.playback.http.TestMedia;
import tv.aircheck.playback.pictures.child.PictureWire;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.Tier;
import tv.aircheck.storage.TieredStore;
import tv.aircheck.storage.layer.StoreCall;
import tv.aircheck.storage.layer.StoreLayer;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.GeneratedTag;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;

/** What a client gets, with a maker of its own that paints what it is given the size of. */
@ExtendWith(LeakGuard.class)
class PictureRoutesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final GeneratedLog LOG = GeneratedLog.of(LogShape.plain(1, 35_000));

  @TempDir private Path folder;
  private TestArchive archive;
  private String show;
  private Pictures pictures;
  private TestMedia media;
  private final AtomicInteger decoded = new AtomicInteger();
  private final AtomicInteger encoded = new AtomicInteger();
  private final AtomicLong laterNanos = new AtomicLong();
  private final Semaphore held = new Semaphore(1_000_000);

  /** Grey pictures, whose JPEG says how wide they are. */
  private class Grey implements PictureMaker {
    @Override
    public PictureWire.Picture make(PictureWire.Request request) throws NoPicture {
      held.acquireUninterruptibly();
      held.release();
      if (request instanceof PictureWire.Encode sheet) {
        encoded.incrementAndGet();
        return picture(sheet.width(), sheet.height());
      }
      PictureWire.Decode decode = (PictureWire.Decode) request;
      decoded.incrementAndGet();
      assertThat(decode.codec()).isEqualTo("h264");
      assertThat(decode.config()).isNotEmpty();
      assertThat(decode.packet()).isNotEmpty();
      return decode.jpeg()
          ? picture(decode.boxWidth(), 0)
          : new PictureWire.Picture(160, 90, new byte[160 * 90 * 3 / 2]);
    }

    private static PictureWire.Picture picture(int width, int height) {
      String words = width + "x" + height;
      return new PictureWire.Picture(width, height, words.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean isAvailable() {
      return true;
    }

    @Override
    public void rest() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void record() throws Exception {
    archive = new TestArchive(folder);
    show = archive.show(LOG, LOG);
  }

  private void serve(ObjectStore store, PictureMaker maker, int waiting, int background)
      throws Exception {
    PicturesSettings settings =
        new PicturesSettings(true, PATIENCE, PATIENCE, waiting, background, 1 << 20);
    PictureSource source =
        new PictureSource(
            archive.index, archive.spool, store, () -> Instant.ofEpochMilli(archive.nowMs));
    LongSupplier ticker = () -> System.nanoTime() + laterNanos.get();
    pictures = new Pictures(settings, source, maker, ticker, PicturesListener.NONE);
    media =
        new TestMedia(
            archive,
            (router, desk) -> PictureRoutes.mount(router, desk, pictures, PicturesListener.NONE));
  }

  private void serve() throws Exception {
    serve(archive.store, new Grey(), 4, 0);
  }

  private void stop() {
    if (media != null) {
      pictures.close();
      media.close();
      media = null;
    }
  }

  @AfterEach
  void close() {
    held.release(1_000);
    stop();
    archive.close();
  }

  private String text(String path) throws Exception {
    HttpResponse<byte[]> answer = media.get(path);
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(answer.statusCode()).as(text).isEqualTo(200);
    return text;
  }

  private static String field(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private void assertPlaceholder(String path, String why) throws Exception {
    HttpResponse<byte[]> answer = media.get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(field(answer, "Aircheck-Placeholder")).isEqualTo(why);
    assertThat(field(answer, "Cache-Control")).isEqualTo("no-store");
    assertThat(field(answer, "Content-Type")).isEqualTo("image/jpeg");
    assertThat(Clips.image(answer.body()).getWidth()).isEqualTo(320);
  }

  private List<String> stored() throws Exception {
    return archive.store.list("pictures/" + show + "/", "", 100).objects().stream()
        .map(object -> object.key())
        .toList();
  }

  @Test
  void aPictureIsMadeOnceAndKeptInTheStore() throws Exception {
    serve();
    HttpResponse<byte[]> first = media.get("/thumb/" + show + ".jpg?t=12.5&w=640");
    assertThat(new String(first.body(), StandardCharsets.UTF_8)).isEqualTo("640x0");
    assertThat(field(first, "Content-Type")).isEqualTo("image/jpeg");
    assertThat(field(first, "Cache-Control")).isEqualTo("public, max-age=3600");
    assertThat(field(first, "Aircheck-Placeholder")).isEmpty();
    HttpResponse<byte[]> known =
        media.get("/thumb/" + show + ".jpg?t=12.6&w=640", "If-None-Match", field(first, "ETag"));
    assertThat(known.statusCode()).as("of the same keyframe").isEqualTo(304);
    assertThat(text("/thumb/" + show + ".jpg")).isEqualTo("320x0");
    assertThat(decoded).hasValue(2);
    Await.until("both are stored", PATIENCE, () -> stored().size() == 2);
    stop();
    serve();
    assertThat(text("/thumb/" + show + ".jpg?t=12.5&w=640")).isEqualTo("640x0");
    assertThat(decoded).hasValue(2);
  }

  @Test
  void aStoryboardNamesPartsOfSheetsAcrossTakes() throws Exception {
    serve();
    String vtt = text("/storyboard/" + show + ".vtt");
    assertThat(vtt).startsWith("WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n" + show + "/0.jpg?");
    assertThat(vtt).contains("\n00:01:09.000 --> 00:01:10.000\n");
    String path = firstSheet(vtt);
    HttpResponse<byte[]> answer = media.get(path);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("1600x720");
    assertThat(field(answer, "Cache-Control")).contains("immutable");
    for (String part : List.of("every=[0-9]+", "rows=[0-9]+", "v=[0-9a-f]+")) {
      assertThat(field(media.get(path.replaceFirst(part, "x=1")), "Cache-Control"))
          .as("without %s", part)
          .isEqualTo("public, max-age=10");
    }
    int keyframes = 2 * LOG.tags(GeneratedTag.Kind.KEYFRAME).size();
    assertThat(decoded.get()).as("each keyframe once").isBetween(30, keyframes);
    assertThat(text("/storyboard/" + show + "/0.jpg")).isEqualTo("1600x720");
    assertThat(encoded).hasValue(1);
    Await.until("it is stored", PATIENCE, () -> stored().size() == 1);
    assertThat(text("/storyboard/" + show + ".vtt?expires=9&signature=Ab-_"))
        .contains("&expires=9&signature=Ab-_&rows=8#xywh");
    assertThat(text("/storyboard/" + show + ".vtt?expires=9&signature=a%0Ab")).doesNotContain("9&");
  }

  @Test
  void whatCannotBeReadNowIsNotBlackForGood() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    serve(
        archive.store,
        new Grey() {
          @Override
          public PictureWire.Picture make(PictureWire.Request request) throws NoPicture {
            if (asked.getAndIncrement() == 0) {
              throw new NoPicture(NoPicture.Reason.FAILED, "on purpose");
            }
            return super.make(request);
          }
        },
        4,
        0);
    String path = firstSheet(text("/storyboard/" + show + ".vtt"));
    assertThat(media.get(path).statusCode()).isEqualTo(503);
    for (int i = 0; i < 2; i++) {
      HttpResponse<byte[]> holes = media.get(path);
      assertThat(new String(holes.body(), StandardCharsets.UTF_8)).isEqualTo("1600x720");
      assertThat(field(holes, "Cache-Control")).isEqualTo("public, max-age=60");
    }
    assertThat(encoded).as("once for all who ask").hasValue(1);
    assertThat(stored()).isEmpty();

    laterNanos.addAndGet(Duration.ofMinutes(11).toNanos());
    assertThat(field(media.get(path), "Cache-Control")).contains("immutable");
    Await.until("it is stored", PATIENCE, () -> stored().size() == 1);
  }

  private static String firstSheet(String vtt) {
    String sheet = vtt.lines().filter(line -> line.contains("#xywh=")).findFirst().orElseThrow();
    return "/storyboard/" + sheet.substring(0, sheet.indexOf('#'));
  }

  @Test
  void theSheetsOfAShowThatIsWatchedAreMadeBeforeTheyAreAskedFor() throws Exception {
    serve(archive.store, new Grey(), 4, 100);
    text("/storyboard/" + show + ".vtt");
    Await.until("the sheet is stored", PATIENCE, () -> stored().size() == 1);
    text("/storyboard/" + show + "/0.jpg");
    assertThat(encoded).hasValue(1);
  }

  @Test
  void whereNothingDecodesThereIsAPlaceholder() throws Exception {
    serve(archive.store, new NoMaker("not here"), 4, 100);
    assertPlaceholder("/thumb/" + show + ".jpg?t=3", "unavailable");
    HttpResponse<byte[]> vtt = media.get("/storyboard/" + show + ".vtt");
    assertThat(new String(vtt.body(), StandardCharsets.UTF_8)).isEqualTo("WEBVTT\n");
    assertThat(field(vtt, "Cache-Control")).isEqualTo("no-store");
    HttpResponse<byte[]> sheet = media.get("/storyboard/" + show + "/0.jpg");
    assertThat(sheet.statusCode()).isEqualTo(503);
    assertThat(field(sheet, "Retry-After")).isEqualTo("5");
  }

  @Test
  void whatDoesNotDecodeIsAskedOfTheRealThingOnce() throws Exception {
    AtomicInteger died = new AtomicInteger();
    PicturesListener listener =
        new PicturesListener() {
          @Override
          public void died(boolean overdue) {
            died.incrementAndGet();
          }
        };
    serve(
        archive.store,
        new ChildMaker(
            ChildProgram.command(PATIENCE).orElseThrow(), PATIENCE, System::nanoTime, listener),
        4,
        0);
    assertPlaceholder("/thumb/" + show + ".jpg?t=3", "unreadable");
    assertPlaceholder("/thumb/" + show + ".jpg?t=3", "unreadable");
    HttpResponse<byte[]> black = media.get("/storyboard/" + show + "/0.jpg?rows=1");
    assertThat(Clips.image(black.body()).getWidth()).isEqualTo(1600);
    assertThat(died).hasValue(0);
  }

  @Test
  void whoComesWhenTooManyWaitIsTold() throws Exception {
    serve(archive.store, new Grey(), 1, 0);
    held.drainPermits();
    Thread first = asking("/thumb/" + show + ".jpg?t=0");
    Await.until("it is in hand", PATIENCE, held::hasQueuedThreads);
    Thread second = asking("/thumb/" + show + ".jpg?t=20");
    Await.until("the next waits", PATIENCE, () -> pictures.waiting() == 2);
    assertPlaceholder("/thumb/" + show + ".jpg?t=30", "busy");
    held.release(1_000);
    first.join();
    second.join();
    assertThat(text("/thumb/" + show + ".jpg?t=30")).isEqualTo("320x0");
  }

  private Thread asking(String path) {
    Thread thread =
        new Thread(
            () -> {
              try {
                text(path);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    thread.start();
    return thread;
  }

  @Test
  void whatIsArchivedIsNotBroughtBackForAPicture() throws Exception {
    TieredStore store = new TieredStore(archive.store);
    serve(store, new Grey(), 4, 0);
    text("/thumb/" + show + ".jpg?t=1");
    Await.until("it is stored", PATIENCE, () -> stored().size() == 1);
    for (String take : List.of("TAKE1", "TAKE2")) {
      long seq = archive.index.takes().find(take).orElseThrow().seq();
      for (SegmentKey key : archive.segments(take)) {
        int crc =
            archive.index.segments().atPosition(seq, key.startPosition()).orElseThrow().crc32c();
        store.putIfAbsent(key.storeKey(), archive.spool.sealedPath(key), crc);
        archive.spool.delete(key);
        store.changeTier(key.storeKey(), Tier.ARCHIVE);
      }
    }
    archive.index.writeNow(tx -> tx.broadcasts().tier(show, Tier.ARCHIVE.name()));
    assertPlaceholder("/thumb/" + show + ".jpg?t=30", "archived");
    assertThat(text("/thumb/" + show + ".jpg?t=1")).as("made before").isEqualTo("320x0");
    assertThat(text("/storyboard/" + show + ".vtt")).isEqualTo("WEBVTT\n");
    assertThat(media.get("/storyboard/" + show + "/0.jpg").statusCode()).isEqualTo(409);
    assertThat(store.asked()).isEmpty();
    assertThat(archive.index.broadcasts().broughtBack(show)).isEmpty();
  }

  @Test
  void aStoreThatIsAwayKeepsNobodyWaiting() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    ObjectStore away =
        new StoreLayer(archive.store) {
          @Override
          protected <T> T pass(StoreCall call, Rest<T> rest) throws StorageException {
            asked.incrementAndGet();
            throw new StorageException(StorageException.Kind.UNAVAILABLE, "no answer");
          }
        };
    serve(away, new Grey(), 4, 100);
    assertThat(text("/thumb/" + show + ".jpg?t=1")).as("from the spool").isEqualTo("320x0");
    assertThat(text("/thumb/" + show + ".jpg?t=30")).isEqualTo("320x0");
    assertThat(text("/storyboard/" + show + ".vtt")).contains("#xywh=");
    assertThat(asked).hasValue(1);
  }

  @Test
  void whatMakesNoSenseIsRefused() throws Exception {
    serve();
    assertThat(media.get("/thumb/" + show + ".jpg?w=321").statusCode()).isEqualTo(400);
    assertThat(media.get("/thumb/" + show + ".jpg?t=soon").statusCode()).isEqualTo(400);
    assertThat(media.get("/thumb/NOSUCH.jpg").statusCode()).isEqualTo(404);
    assertThat(media.get("/storyboard/" + show + "/1.jpg").statusCode()).isEqualTo(404);
    assertThat(media.get("/storyboard/" + show + "/0.jpg?rows=9").statusCode()).isEqualTo(404);
    assertThat(media.get("/storyboard/" + show + "/0.jpg?rows=x").statusCode()).isEqualTo(400);
    assertThat(media.get("/storyboard/" + show + "/0.jpg?every=0.5").statusCode()).isEqualTo(404);
    assertThat(media.get("/storyboard/" + show + "/0.jpg?every=30").statusCode()).isEqualTo(404);
  }
}
