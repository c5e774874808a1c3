package tv.aircheck.cli.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tv.aircheck.cli.output.Json;
import tv.aircheck.index.ChannelBacklog;
import tv.aircheck.index.StoreOutage;
import tv.aircheck.index.UploadCount;
import tv.aircheck.index.UploadRow;
import tv.aircheck.recorder.TakeKeys;
import tv.aircheck.recorder.UploadStatus;

/** {@code store status --json}. */
final class StoreStatusJson {
  private StoreStatusJson() {}

  static Map<String, Object> of(StoreStatus.Seen seen, long now) {
    UploadStatus status = seen.status();
    Map<String, Object> fields = new LinkedHashMap<>();
    Map<String, Object> states = new LinkedHashMap<>();
    for (UploadCount count : seen.states()) {
      states.put(word(count.state()), amount(count.segments(), count.bytes()));
    }
    fields.put("states", states);
    fields.put("lag", status.lagSeconds());
    fields.put("bytesPerSecond", status.pace().bytesPerSecond());
    fields.put(
        "drain",
        status.pace().drainSeconds().isPresent()
            ? (Object) status.pace().drainSeconds().getAsLong()
            : null);
    fields.put("outage", status.outage().map(one -> outage(one, now)).orElse(null));
    fields.put("channels", seen.channels().stream().map(StoreStatusJson::channel).toList());
    fields.put("troubles", status.backlog().troubled());
    fields.put("troubled", seen.troubled().stream().map(StoreStatusJson::troubled).toList());
    fields.put("spool", spool(seen));
    fields.put("retentionObstacle", seen.obstacle().orElse(null));
    return fields;
  }

  private static Map<String, Object> amount(long segments, long bytes) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("segments", segments);
    fields.put("bytes", bytes);
    return fields;
  }

  private static Map<String, Object> channel(ChannelBacklog backlog) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("channel", backlog.channel().toString());
    fields.putAll(amount(backlog.segments(), backlog.bytes()));
    return fields;
  }

  private static Map<String, Object> outage(StoreOutage outage, long now) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("since", Json.time(outage.startedAtMs()));
    fields.put("duration", Json.seconds(now - outage.startedAtMs()));
    fields.put("failures", outage.failures());
    fields.put("nextTryAt", Json.time(outage.nextTryAtMs()));
    fields.put("error", outage.lastError());
    return fields;
  }

  private static Map<String, Object> troubled(UploadRow row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("key", TakeKeys.of(row).storeKey());
    fields.put("trouble", word(row.trouble()));
    fields.put("words", row.lastError());
    fields.put("attempts", row.attempts());
    fields.put("nextTryAt", Json.time(row.nextAttemptAtMs()));
    return fields;
  }

  private static Map<String, Object> spool(StoreStatus.Seen seen) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("bytes", seen.status().spool().bytes());
    fields.put("highWaterBytes", seen.limits().highWaterBytes());
    fields.put("freeBytes", seen.status().spool().freeBytes());
    fields.put("refuseBelowBytes", seen.limits().refuseBelowBytes());
    return fields;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
