package tv.aircheck.web.json;

import tv.aircheck.index.ChannelRow;

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

  public static ChannelJson of(ChannelRow row) {
    return new ChannelJson(
        row.channel().toString(),
        row.title(),
        Json.word(row.visibility()),
        row.live(),
        row.broadcasts(),
        Json.time(row.createdAtMs()),
        row.lastStartedAtMs() < 0 ? null : Json.time(row.lastStartedAtMs()));
  }
}
