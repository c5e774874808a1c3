package tv.aircheck.web.json;

import java.util.List;
import tv.aircheck.index.TakeRow;

/** A show as a player draws it. */
public record TimelineJson(
    String id,
    boolean live,
    @About("Seconds; while it is live, as far as is known.") double duration,
    @About("Laid end to end.") List<TakeSpanJson> takes,
    @About("What was recorded without a break.") List<StretchJson> stretches,
    List<MissingJson> gaps) {

  /** A take on the show's clock. */
  public record TakeSpanJson(
      String id,
      @About("Offset.") double start,
      @About("Offset.") double end,
      @About(format = "date-time") String startedAt,
      @About(orNull = true, format = "date-time") String endedAt,
      @About(orNull = true) String endReason) {

    public static TakeSpanJson of(TakeRow take, long fromMs, long toMs) {
      return new TakeSpanJson(
          take.id(),
          Json.seconds(fromMs),
          Json.seconds(toMs),
          Json.time(take.startedAtMs()),
          TakeJson.endedAt(take),
          TakeJson.endReason(take));
    }
  }

  /** An unbroken part of a take. */
  public record StretchJson(
      String take,
      @About("Offset.") double start,
      @About("Offset.") double end,
      @About(value = "The time of day at its start.", format = "date-time") String startedAt) {}

  /** Where something is missing. */
  public record MissingJson(
      String take,
      @About("Offset at which it would be.") double at,
      @About("Seconds, which have no place on the clock.") double missing,
      String reason) {}
}
