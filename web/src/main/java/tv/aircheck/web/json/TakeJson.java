package tv.aircheck.web.json;

import java.util.List;
import java.util.Locale;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.TakeRow;

/** A publisher's session in a show. */
public record TakeJson(
    String id,
    @About("The node it was published to.") String origin,
    @About(format = "date-time") String startedAt,
    @About(value = "Null while it is open.", orNull = true, format = "date-time") String endedAt,
    @About(value = "Such as unpublished, disconnected, rolled.", orNull = true) String endReason,
    @About("Seconds that there are to watch.") double duration,
    @About("Of media.") long bytes,
    List<GapJson> gaps) {

  /** Bytes of its log that were never recorded; times are on the take's own clock. */
  public record GapJson(
      long fromPosition,
      long toPosition,
      @About("Seconds.") double from,
      @About("Seconds.") double to,
      String reason) {

    public static GapJson of(GapRow gap) {
      return new GapJson(
          gap.fromPosition(),
          gap.toPosition(),
          Json.seconds(gap.fromMs()),
          Json.seconds(gap.toMs()),
          gap.reason());
    }
  }

  public static TakeJson of(TakeRow take, List<GapRow> gaps) {
    return new TakeJson(
        take.id(),
        take.originNode(),
        Json.time(take.startedAtMs()),
        endedAt(take),
        endReason(take),
        Json.seconds(take.extent().durationMs()),
        take.extent().bytes(),
        gaps.stream().map(GapJson::of).toList());
  }

  static String endedAt(TakeRow take) {
    return take.isOpen() ? null : Json.time(take.end().atMs());
  }

  static String endReason(TakeRow take) {
    return take.isOpen() ? null : take.end().reason().toLowerCase(Locale.ROOT);
  }
}
