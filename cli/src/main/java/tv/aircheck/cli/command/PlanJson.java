package tv.aircheck.cli.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tv.aircheck.cli.output.Json;
import tv.aircheck.index.BroadcastMark;
import tv.aircheck.index.ClipHolding;
import tv.aircheck.index.Holding;
import tv.aircheck.recorder.retention.ChannelBalance;
import tv.aircheck.recorder.retention.ChannelBalance.Amount;
import tv.aircheck.recorder.retention.PlannedAction;
import tv.aircheck.recorder.retention.RetentionPlan;
import tv.aircheck.recorder.retention.RunReport;

/** Plans and runs as JSON shows them; scripts and saved plans rely on the names. */
final class PlanJson {
  private PlanJson() {}

  static Map<String, Object> of(RetentionPlan plan) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("madeAt", Json.time(plan.madeAtMs()));
    fields.put("actions", plan.actions().stream().map(PlanJson::of).toList());
    fields.put("waiting", plan.waiting().stream().map(PlanJson::of).toList());
    fields.put("channels", plan.channels().stream().map(PlanJson::of).toList());
    Map<String, Object> total = new LinkedHashMap<>();
    total.put("held", of(plan.sum(ChannelBalance::held)));
    total.put("going", of(plan.sum(ChannelBalance::going)));
    total.put("freed", of(plan.sum(ChannelBalance::freed)));
    total.put("waiting", of(plan.sum(ChannelBalance::waiting)));
    total.put("moving", of(plan.sum(ChannelBalance::moving)));
    total.put("remaining", of(plan.sum(ChannelBalance::remaining)));
    fields.put("total", total);
    fields.put("takenPercent", plan.taken().percent());
    fields.put("shortfalls", plan.shortfalls());
    return fields;
  }

  static Map<String, Object> of(RunReport.Line line) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("broadcast", line.action().show().id());
    fields.put("clip", line.action().clip() == null ? null : line.action().id());
    fields.put("action", word(line.action().kind()));
    fields.put("result", word(line.result()));
    fields.put("why", line.words().isEmpty() ? null : line.words());
    return fields;
  }

  private static Map<String, Object> of(PlannedAction action) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("action", word(action.kind()));
    fields.put("rule", action.rule());
    fields.put("at", Json.time(action.atMs()));
    fields.put("toTier", action.tier() == null ? null : word(action.tier()));
    fields.putAll(of(action.show()));
    fields.put("clip", action.clip() == null ? null : of(action.clip()));
    return fields;
  }

  private static Map<String, Object> of(Holding show) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("broadcast", show.id());
    fields.put("channel", show.channel().toString());
    fields.put("startedAt", Json.time(show.startedAtMs()));
    fields.put("endedAt", Json.time(show.endedAtMs()));
    fields.put("state", word(show.state()));
    fields.put("locked", show.locked());
    fields.put("tier", show.tier().toLowerCase(Locale.ROOT));
    fields.put("bytes", show.bytes());
    fields.put("clipBytes", show.clipBytes());
    mark(show.mark(), fields);
    return fields;
  }

  private static Map<String, Object> of(ClipHolding clip) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", clip.id());
    fields.put("createdAt", Json.time(clip.createdAtMs()));
    fields.put("bytes", clip.bytes());
    mark(clip.mark(), fields);
    return fields;
  }

  private static void mark(BroadcastMark mark, Map<String, Object> fields) {
    fields.put("markedAt", mark == null ? null : Json.time(mark.markedAtMs()));
    fields.put("deleteAt", mark == null ? null : Json.time(mark.deleteAtMs()));
    fields.put("markedBy", mark == null ? null : mark.rule());
  }

  private static Map<String, Object> of(ChannelBalance channel) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("channel", channel.channel().toString());
    fields.put("held", of(channel.held()));
    fields.put("going", of(channel.going()));
    fields.put("freed", of(channel.freed()));
    fields.put("waiting", of(channel.waiting()));
    fields.put("moving", of(channel.moving()));
    fields.put("remaining", of(channel.remaining()));
    return fields;
  }

  private static Map<String, Object> of(Amount amount) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("broadcasts", amount.shows());
    fields.put("bytes", amount.bytes());
    return fields;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
