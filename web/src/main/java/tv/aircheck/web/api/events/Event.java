package tv.aircheck.web.api.events;

import tv.aircheck.index.BroadcastRow;
import tv.aircheck.web.json.About;
import tv.aircheck.web.json.BroadcastJson;
import tv.aircheck.web.json.Json;

/**
 * Something that happened.
 *
 * @param number the next one's is one more
 * @param show as it was then; null for {@link EventType#RESET}
 */
record Event(long number, EventType type, BroadcastRow show, long atMs) {

  /** What is sent of it. */
  record EventJson(
      @About(
              words = {
                "went-live",
                "ended",
                "segment-stored",
                "title-changed",
                "changed",
                "marked",
                "restored",
                "reset"
              })
          String type,
      @About(format = "date-time") String at,
      @About(value = "Null in a reset.", orNull = true) String channel,
      @About(value = "Null in a reset.", orNull = true) BroadcastJson broadcast) {}

  EventJson json() {
    return new EventJson(
        Json.word(type),
        Json.time(atMs),
        show == null ? null : show.channel().toString(),
        show == null ? null : BroadcastJson.of(show));
  }
}
