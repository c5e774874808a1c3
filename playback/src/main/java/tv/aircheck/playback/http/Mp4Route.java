package tv.aircheck.playback.http;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tv.aircheck.playback.Playback;
import tv.aircheck.playback.Show;

/**
 * A show as a download: {@code /mp4/ID.mp4?start=&end=}, of known length and by range. One that is
 * on air ends where what is stored does at the moment of asking.
 */
final class Mp4Route implements MediaRoute {
  private static final String TYPE = "video/mp4";
  private static final double MS_PER_SECOND = 1000;
  private static final long A_SEGMENT_SECONDS = 10;
  private static final long FULL_SECONDS = 10;

  /** What comes next may belong before what came last. */
  private static final long UNSETTLED_MS = 1_000;

  private final Mp4Shelf shelf;
  private final Mp4Limits limits;

  Mp4Route(Playback playback, Mp4Limits limits) {
    this.limits = limits;
    this.shelf = new Mp4Shelf(playback.library(), limits);
  }

  Mp4Shelf shelf() {
    return shelf;
  }

  @Override
  public MediaAnswer answer(MediaRequest request) throws MediaRefusal, IOException {
    Show show = request.show();
    long startMs = request.millis("start", 0);
    long endMs = request.millis("end", MediaRequest.FARTHEST_MS);
    long durationMs = show.timeline().durationMs();
    long storedMs = show.onAir() ? durationMs - UNSETTLED_MS : durationMs;
    if (endMs <= startMs) {
      throw MediaRefusal.badRequest("end= has to be later than start=.");
    }
    if (show.onAir() && storedMs <= startMs) {
      throw MediaRefusal.unavailable(
          A_SEGMENT_SECONDS,
          "begun",
          "This show is on air, and nothing is stored yet of what is asked for; try again soon.");
    }
    if (show.onAir() && endMs > storedMs) {
      return MediaAnswer.found(endingAt(request, storedMs));
    }
    if (startMs > 0 && startMs >= storedMs) {
      throw MediaRefusal.notFound(
          "Show %s is %.1f seconds long.".formatted(show.id(), storedMs / MS_PER_SECOND));
    }
    if (!shelf.plansInUse().hasRoom(1)) {
      // Those who wait for room would take as much as those who have it.
      throw MediaRefusal.unavailable(
          FULL_SECONDS,
          "downloads",
          "The server has as many other downloads as it can hold in memory; try again soon.");
    }
    Mp4Plan plan = shelf.plan(show, startMs, endMs > storedMs ? MediaRequest.FARTHEST_MS : endMs);
    // Without a time: what is lost changes the bytes long after the show has ended.
    return MediaAnswer.ranged(TYPE, CacheRule.SETTLED, new Mp4Source(plan, shelf, limits))
        .tagged(plan.etag())
        .with("Content-Disposition", Mp4Name.disposition(show));
  }

  /** The address of what is there now: it stays the same while the show goes on. */
  private static String endingAt(MediaRequest request, long endMs) {
    Map<String, String> query = new TreeMap<>(request.query());
    query.put("end", Double.toString(endMs / MS_PER_SECOND));
    return request.path()
        + "?"
        + query.entrySet().stream()
            .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
