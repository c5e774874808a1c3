package tv.aircheck.playback.pictures;

import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import tv.aircheck.playback.Show;
import tv.aircheck.playback.http.CacheRule;
import tv.aircheck.playback.http.MediaAnswer;
import tv.aircheck.playback.http.MediaDesk;
import tv.aircheck.playback.http.MediaRefusal;
import tv.aircheck.playback.http.MediaRequest;
import tv.aircheck.playback.http.MediaRoutes;
import tv.aircheck.playback.http.ShowTag;

/**
 * Pictures over HTTP: {@code /thumb/ID.jpg}, {@code /storyboard/ID.vtt} and the sheets that this
 * names. Where there is no picture, a thumb is a placeholder that nobody keeps, and a storyboard is
 * empty.
 */
public final class PictureRoutes {
  private static final String JPEG = "image/jpeg";
  private static final String VTT = "text/vtt; charset=utf-8";
  private static final String REASON = "Aircheck-Placeholder";

  private static final List<Integer> WIDTHS = List.of(160, 320, 640, 1280);
  private static final int USUAL_WIDTH = 320;

  private static final CacheRule ON_AIR = CacheRule.shortly(Duration.ofSeconds(10));
  private static final CacheRule OVER = CacheRule.shortly(Duration.ofHours(1));

  /** What is black on a sheet may be there before long. */
  private static final CacheRule HOLES = CacheRule.shortly(Duration.ofMinutes(1));

  private static final long RETRY_SECONDS = 5;
  private static final long MS = 1_000;

  /** A show on air grows: what was laid out when it was so much shorter is still given. */
  private static final int FINER = 4;

  private final Pictures pictures;
  private final PicturesListener listener;
  private final byte[] placeholder = placeholder();

  private PictureRoutes(Pictures pictures, PicturesListener listener) {
    this.pictures = pictures;
    this.listener = listener;
  }

  /** Mounts the routes. */
  public static void mount(
      Router router, MediaDesk desk, Pictures pictures, PicturesListener listener) {
    PictureRoutes routes = new PictureRoutes(pictures, listener);
    desk.mountDeferred(router, "/thumb/" + MediaRoutes.ID + "\\.jpg", routes::thumb);
    desk.mountDeferred(router, "/storyboard/" + MediaRoutes.ID + "\\.vtt", routes::storyboard);
    desk.mountDeferred(
        router, "/storyboard/" + MediaRoutes.ID + "/(?<sheet>[0-9]{1,6})\\.jpg", routes::sheet);
  }

  private static byte[] placeholder() {
    try (InputStream in = PictureRoutes.class.getResourceAsStream("placeholder.jpg")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the placeholder picture cannot be read", e);
    }
  }

  private CompletionStage<MediaAnswer> thumb(MediaRequest request)
      throws MediaRefusal, IOException {
    Show show = request.show();
    int width = width(request.query("w"));
    long atMs = request.millis("t", -1);
    boolean poster = atMs < 0;
    long offsetMs = poster ? Pictures.posterMs(show) : atMs;
    CacheRule cache = show.onAir() ? ON_AIR : OVER;
    CompletionStage<byte[]> made;
    try {
      made = pictures.thumb(request.name("id"), show, offsetMs, width, poster);
    } catch (NoPicture e) {
      made = CompletableFuture.failedStage(e);
    }
    return made.handle(
        (jpeg, failure) ->
            failure == null
                ? MediaAnswer.bytes(JPEG, cache, jpeg).tagged(ShowTag.of(jpeg))
                : instead(failure));
  }

  private static int width(String text) throws MediaRefusal {
    if (text == null || text.isEmpty()) {
      return USUAL_WIDTH;
    }
    for (int width : WIDTHS) {
      if (text.equals(Integer.toString(width))) {
        return width;
      }
    }
    throw MediaRefusal.badRequest("w=" + text + " is none of the widths there are: " + WIDTHS);
  }

  private MediaAnswer instead(Throwable failure) {
    NoPicture.Reason reason = missed(failure);
    return MediaAnswer.bytes(JPEG, CacheRule.NEVER, placeholder)
        .with(REASON, reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException ? failure.getCause() : failure;
  }

  private NoPicture.Reason missed(Throwable failure) {
    Throwable cause = cause(failure);
    NoPicture.Reason reason = NoPicture.Reason.UNREADABLE;
    if (cause instanceof NoPicture known) {
      reason = known.reason();
    } else if (cause instanceof TimeoutException) {
      reason = NoPicture.Reason.BUSY;
    }
    listener.missed(reason);
    return reason;
  }

  private CompletionStage<MediaAnswer> storyboard(MediaRequest request) throws IOException {
    String id = request.name("id");
    Show show = request.show();
    long durationMs = show.timeline().durationMs();
    Grid grid = laidOut(show, Grid.of(durationMs).everyMs());
    if (!pictures.hasSheets(id, show, grid)) {
      byte[] empty = "WEBVTT\n".getBytes(StandardCharsets.UTF_8);
      return CompletableFuture.completedStage(MediaAnswer.bytes(VTT, CacheRule.NEVER, empty));
    }
    if (!show.onAir()) {
      pictures.prepare(id, show, grid);
    }
    String link = request.link().isEmpty() ? "" : '&' + request.link();
    String query = "?every=" + grid.everyMs() / MS + "&v=" + TimelineName.of(show) + link;
    byte[] text =
        grid.vtt(
                durationMs,
                (sheet, rows) -> "%s/%d.jpg%s&rows=%d".formatted(id, sheet, query, rows))
            .getBytes(StandardCharsets.UTF_8);
    CacheRule cache = show.onAir() ? ON_AIR : CacheRule.SETTLED;
    return CompletableFuture.completedStage(
        MediaAnswer.bytes(VTT, cache, text).tagged(ShowTag.of(text)));
  }

  private static Grid laidOut(Show show, long everyMs) {
    Grid grid = Grid.every(everyMs, show.timeline().durationMs());
    return show.onAir() ? grid.wholeRows() : grid;
  }

  private CompletionStage<MediaAnswer> sheet(MediaRequest request)
      throws MediaRefusal, IOException {
    Show show = request.show();
    Grid usual = laidOut(show, Grid.of(show.timeline().durationMs()).everyMs());
    Sheet sheet = sheet(request, usual);
    boolean keep = !show.onAir() && sheet.equals(Sheet.whole(usual, sheet.number()));
    boolean named = isNamed(request);
    CompletionStage<byte[]> made;
    try {
      made = pictures.sheet(request.name("id"), show, sheet, keep);
    } catch (NoPicture e) {
      throw unavailable(e);
    }
    return made.handle(
        (jpeg, failure) -> {
          if (failure == null) {
            return sheet(jpeg, named ? CacheRule.IMMUTABLE : ON_AIR);
          }
          if (cause(failure) instanceof SheetWithHoles holes) {
            return sheet(holes.jpeg(), HOLES);
          }
          throw new CompletionException(unavailable(failure));
        });
  }

  /** Does the address say all that the sheet depends on? How it is laid out grows with the show. */
  private static boolean isNamed(MediaRequest request) {
    return TimelineName.of(request.show()).equals(request.query("v"))
        && isGiven(request.query("every"))
        && isGiven(request.query("rows"));
  }

  private static boolean isGiven(String word) {
    return word != null && !word.isEmpty();
  }

  private static MediaAnswer sheet(byte[] jpeg, CacheRule cache) {
    return MediaAnswer.bytes(JPEG, cache, jpeg).tagged(ShowTag.of(jpeg));
  }

  private MediaRefusal unavailable(Throwable failure) {
    NoPicture.Reason reason = missed(failure);
    return switch (reason) {
      case ARCHIVED ->
          MediaRefusal.conflict("This show is in the archive; it is not fetched for pictures.");
      default ->
          MediaRefusal.unavailable(
              RETRY_SECONDS, "pictures", "This sheet cannot be made now; try again soon.");
    };
  }

  private static Sheet sheet(MediaRequest request, Grid usual) throws MediaRefusal {
    Show show = request.show();
    long durationMs = show.timeline().durationMs();
    long everyMs = request.millis("every", usual.everyMs());
    long finestMs = Grid.of(durationMs / FINER).everyMs();
    if (!Grid.isStep(everyMs) || everyMs < finestMs || everyMs > usual.everyMs()) {
      throw MediaRefusal.notFound(
          "There is no sheet with a tile every %d ms: ask /storyboard/%s.vtt for those there are."
              .formatted(everyMs, request.name("id")));
    }
    Grid grid = laidOut(show, everyMs);
    int number = Integer.parseInt(request.name("sheet"));
    int there = number < grid.sheets() ? grid.rowsOn(number) : 0;
    int rows = rows(request.query("rows"), there);
    if (rows < 1 || rows > there) {
      throw MediaRefusal.notFound(
          "This show has %d sheets, and not so much on sheet %d.".formatted(grid.sheets(), number));
    }
    return new Sheet(grid, number, rows);
  }

  private static int rows(String text, int otherwise) throws MediaRefusal {
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    boolean number = text.length() <= 2 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number) {
      throw MediaRefusal.badRequest("rows=" + text + " is no number of rows");
    }
    return Integer.parseInt(text);
  }
}
