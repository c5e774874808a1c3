package tv.aircheck.web.json;

import java.util.List;

/** The days on which shows of a channel began. */
public record DaysJson(
    @About("Whose days.") String zone,
    @About(format = "date") String from,
    @About(value = "Included.", format = "date") String to,
    @About("Newest first; those without a show are left out.") List<DayJson> days) {

  /** A day. */
  public record DayJson(
      @About(format = "date") String date,
      int broadcasts,
      @About("Seconds that there are to watch.") double duration,
      @About("Of media.") long bytes,
      @About("One of them is on air.") boolean live) {}
}
