package tv.aircheck.playback.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.web.Router;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.playback.TestArchive;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;

/** Downloads where memory is set aside for two, and nobody waits for his first byte. */
@ExtendWith(LeakGuard.class)
class Mp4MemoryTest {
  private static final Mp4Limits SMALL = Mp4Limits.DEFAULT.withMemory(2, 2, Duration.ZERO);

  @TempDir static Path folder;
  private static TestArchive archive;
  private static TestMedia media;
  private static Mp4Route first;
  private static Mp4Route last;
  private static String show;

  @BeforeAll
  static void open() throws Exception {
    archive = new TestArchive(folder);
    show = archive.show(GeneratedLog.of(LogShape.plain(1, 15_000)));
    media = new TestMedia(archive, Mp4MemoryTest::mount);
  }

  /** One with its index in front, and one with it behind. */
  private static void mount(Router router, MediaDesk desk) {
    first = new Mp4Route(desk.playback(), SMALL);
    desk.mount(router, "/first/" + MediaRoutes.ID + "\\.mp4", first);
    last = new Mp4Route(desk.playback(), SMALL.withIndex(0, 1_000));
    desk.mount(router, "/last/" + MediaRoutes.ID + "\\.mp4", last);
  }

  @AfterAll
  static void close() throws Exception {
    media.close();
    archive.close();
  }

  @Test
  void oneMoreThanMemoryIsForIsToldToComeAgain() throws Exception {
    String path = "/first/" + show + ".mp4";
    Mp4Shelf shelf = first.shelf();
    for (Mp4Holds<?> full : List.of(shelf.plansInUse(), shelf.moviesInUse())) {
      full.take("one", null, 1);
      full.take("another", null, 1_000);
      HttpResponse<byte[]> told = media.get(path);
      assertThat(told.statusCode()).isEqualTo(503);
      assertThat(told.headers().firstValue("Retry-After")).hasValue("10");
      assertThat(told.headers().firstValue("ETag")).isEmpty();
      assertThat(new String(told.body(), StandardCharsets.UTF_8)).contains("other downloads");
      assertThat(media.unavailable).contains("downloads");
      full.giveBack("one");
      assertThat(media.get(path).statusCode()).as("beside a large one").isEqualTo(200);
      full.giveBack("another");
    }
    assertThat(media.get(path).body()).isEqualTo(media.get("/mp4/" + show + ".mp4").body());
    Await.until(
        "all is given back",
        () -> shelf.plansInUse().bytes() == 0 && shelf.moviesInUse().bytes() == 0);
  }

  @Test
  void whoHasBegunWaitsForRoomForTheIndex() throws Exception {
    String path = "/last/" + show + ".mp4";
    Mp4Shelf shelf = last.shelf();
    shelf.moviesInUse().take("one", null, 1);
    shelf.moviesInUse().take("another", null, 1);
    CompletableFuture<HttpResponse<byte[]>> file =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return media.get(path);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            },
            run -> new Thread(run, "download").start());
    Await.until("it has begun", () -> shelf.plansInUse().bytes() > 0);
    shelf.moviesInUse().giveBack("another");
    assertThat(file.join().body()).isEqualTo(media.get(path).body());
  }
}
