package tv.aircheck.web.json;

import tv.aircheck.index.BroadcastMark;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.access.Visibility;

/** A show. */
public record BroadcastJson(
    @About("The id of its first take.") String id,
    @About("APP/NAME.") String channel,
    @About(orNull = true) String title,
    @About(words = {"live", "ended", "marked", "removing", "clipped"}) String state,
    @About(format = "date-time") String startedAt,
    @About(value = "Null while it is live.", orNull = true, format = "date-time") String endedAt,
    @About("Seconds that there are to watch.") double duration,
    @About("Of media.") long bytes,
    @About("No rule and nobody deletes it.") boolean locked,
    @About(
            value = "What holds.",
            words = {"public", "unlisted", "private"})
        String visibility,
    @About(
            value = "What was said for it alone; null: its channel's holds.",
            orNull = true,
            words = {"public", "unlisted", "private"})
        String ownVisibility,
    @About(value = "Since when it is to be deleted.", orNull = true, format = "date-time")
        String markedAt,
    @About(value = "Until when it can be had back.", orNull = true, format = "date-time")
        String deleteAt,
    @About(value = "The rule, or who did by hand.", orNull = true) String markedBy) {

  public static BroadcastJson of(BroadcastRow row) {
    BroadcastMark mark = row.mark();
    Visibility own = row.visibility().own();
    return new BroadcastJson(
        row.id(),
        row.channel().toString(),
        row.title(),
        Json.word(row.state()),
        Json.time(row.startedAtMs()),
        Json.time(row.endedAtMs()),
        Json.seconds(row.durationMs()),
        row.bytes(),
        row.locked(),
        Json.word(row.visibility().effective()),
        own == null ? null : Json.word(own),
        mark == null ? null : Json.time(mark.markedAtMs()),
        mark == null ? null : Json.time(mark.deleteAtMs()),
        mark == null ? null : mark.rule());
  }
}
