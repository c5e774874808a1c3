package tv.aircheck.cli.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tv.aircheck.cli.output.Json;
import tv.aircheck.index.DamageRow;

/** Damage as JSON shows it; scripts rely on the names. */
final class DamageJson {
  private DamageJson() {}

  static Map<String, Object> of(DamageRow damage) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("broadcast", damage.broadcastId());
    fields.put("key", damage.key());
    fields.put("damage", word(damage));
    fields.put("words", damage.words());
    fields.put("foundAt", Json.time(damage.foundAtMs()));
    return fields;
  }

  /** {@code manifest-missing}. */
  static String word(DamageRow damage) {
    return damage.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
