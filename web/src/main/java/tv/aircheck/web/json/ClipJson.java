package tv.aircheck.web.json;

import tv.aircheck.index.BroadcastMark;
import tv.aircheck.index.ClipRow;
import tv.aircheck.playback.ClipPlace;

/** A named part of a show. */
public record ClipJson(
    String id,
    @About("The id of its show.") String broadcast,
    @About("APP/NAME.") String channel,
    @About(orNull = true) String title,
    @About(value = "Offset in its show; null where that has gone.", orNull = true) Double start,
    @About(value = "Where it ends.", orNull = true) Double end,
    @About("Seconds that there are to watch.") double duration,
    @About("Of media.") long bytes,
    @About(format = "date-time") String createdAt,
    @About(value = "Since when it is to be deleted.", orNull = true, format = "date-time")
        String markedAt,
    @About(value = "Until when it can be had back.", orNull = true, format = "date-time")
        String deleteAt,
    @About(value = "The rule, or who did by hand.", orNull = true) String markedBy) {

  /**
   * @param place null where its show is not there any more
   */
  public static ClipJson of(ClipRow clip, ClipPlace place) {
    BroadcastMark mark = clip.mark();
    return new ClipJson(
        clip.id(),
        clip.broadcastId(),
        clip.channel().toString(),
        clip.title(),
        place == null ? null : (Double) Json.seconds(place.fromMs()),
        place == null ? null : (Double) Json.seconds(place.toMs()),
        Json.seconds(clip.durationMs()),
        clip.bytes(),
        Json.time(clip.createdAtMs()),
        mark == null ? null : Json.time(mark.markedAtMs()),
        mark == null ? null : Json.time(mark.deleteAtMs()),
        mark == null ? null : mark.rule());
  }
}
