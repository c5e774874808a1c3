package tv.aircheck.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import tv.aircheck.cli.output.Json;
import tv.aircheck.index.BroadcastMark;
import tv.aircheck.index.ClipRow;
import tv.aircheck.playback.ClipPlace;

/** Clips as JSON shows them; scripts rely on the names. */
final class ClipJson {
  private ClipJson() {}

  /**
   * @param place null where its show is not there any more
   */
  static Map<String, Object> of(ClipRow clip, ClipPlace place) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", clip.id());
    fields.put("broadcast", clip.broadcastId());
    fields.put("channel", clip.channel().toString());
    fields.put("title", clip.title());
    fields.put("start", place == null ? null : Json.seconds(place.fromMs()));
    fields.put("end", place == null ? null : Json.seconds(place.toMs()));
    fields.put("duration", Json.seconds(clip.durationMs()));
    fields.put("bytes", clip.bytes());
    fields.put("createdAt", Json.time(clip.createdAtMs()));
    BroadcastMark mark = clip.mark();
    fields.put("markedAt", mark == null ? null : Json.time(mark.markedAtMs()));
    fields.put("deleteAt", mark == null ? null : Json.time(mark.deleteAtMs()));
    fields.put("markedBy", mark == null ? null : mark.rule());
    return fields;
  }
}
