package tv.aircheck.cli.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tv.aircheck.cli.output.Json;
import tv.aircheck.index.BroadcastMark;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.TakeRow;

/** Broadcasts, takes and gaps as JSON shows them; scripts rely on the names. */
final class BroadcastJson {
  private BroadcastJson() {}

  static Map<String, Object> of(BroadcastRow broadcast) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", broadcast.id());
    fields.put("channel", broadcast.channel().toString());
    fields.put("title", broadcast.title());
    fields.put("state", broadcast.state().name().toLowerCase(Locale.ROOT));
    fields.put("startedAt", Json.time(broadcast.startedAtMs()));
    fields.put("endedAt", Json.time(broadcast.endedAtMs()));
    fields.put("duration", Json.seconds(broadcast.durationMs()));
    fields.put("bytes", broadcast.bytes());
    fields.put("locked", broadcast.locked());
    BroadcastMark mark = broadcast.mark();
    fields.put("markedAt", mark == null ? null : Json.time(mark.markedAtMs()));
    fields.put("deleteAt", mark == null ? null : Json.time(mark.deleteAtMs()));
    fields.put("markedBy", mark == null ? null : mark.rule());
    return fields;
  }

  static Map<String, Object> of(TakeRow take, List<GapRow> gaps) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", take.id());
    fields.put("origin", take.originNode());
    fields.put("startedAt", Json.time(take.startedAtMs()));
    fields.put("endedAt", take.isOpen() ? null : Json.time(take.end().atMs()));
    fields.put("endReason", take.isOpen() ? null : take.end().reason().toLowerCase(Locale.ROOT));
    fields.put("duration", Json.seconds(take.extent().durationMs()));
    fields.put("bytes", take.extent().bytes());
    fields.put("gaps", gaps.stream().map(BroadcastJson::of).toList());
    return fields;
  }

  private static Map<String, Object> of(GapRow gap) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("fromPosition", gap.fromPosition());
    fields.put("toPosition", gap.toPosition());
    fields.put("from", Json.seconds(gap.fromMs()));
    fields.put("to", Json.seconds(gap.toMs()));
    fields.put("reason", gap.reason());
    return fields;
  }
}
