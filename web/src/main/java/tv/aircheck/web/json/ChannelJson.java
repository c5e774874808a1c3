package tv.aircheck.web.json;

import tv.aircheck.index.ChannelRow;
import tv.aircheck.index.ChannelSum;

/** A channel. */
public record ChannelJson(
    @About("APP/NAME.") String channel,
    @About(orNull = true) String title,
    @About(words = {"public", "unlisted", "private"}) String visibility,
    @About("A show of it is on air, or its publisher may still come back to it.") boolean live,
    @About("Shows that are kept.") int broadcasts,
    @About(format = "date-time") String createdAt,
    @About(value = "When its newest show began.", orNull = true, format = "date-time")
        String lastStartedAt) {

  /** With all its shows, whoever may see them. */
  public static ChannelJson of(ChannelRow row) {
    return of(row, row.live(), row.broadcasts(), row.lastStartedAtMs());
  }

  /** With those shows that were counted. */
  public static ChannelJson of(ChannelRow row, ChannelSum sum) {
    return of(row, sum.onAir().now(), sum.broadcasts(), sum.onAir().lastStartedAtMs());
  }

  private static ChannelJson of(
      ChannelRow row, boolean live, int broadcasts, long lastStartedAtMs) {
    return new ChannelJson(
        row.channel().toString(),
        row.title(),
        Json.word(row.visibility()),
        live,
        broadcasts,
        Json.time(row.createdAtMs()),
        lastStartedAtMs < 0 ? null : Json.time(lastStartedAtMs));
  }
}
