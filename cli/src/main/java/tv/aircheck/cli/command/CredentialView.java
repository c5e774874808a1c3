package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.output.Table;
import tv.aircheck.index.CredentialRow;
import tv.aircheck.index.access.AccessEdits.Made;

/** Tokens and publish keys as people and scripts see them; scripts rely on the names. */
final class CredentialView {
  private CredentialView() {}

  static Map<String, Object> json(CredentialRow row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", row.id());
    fields.put("role", row.role().word());
    fields.put("channels", row.channels().toString());
    fields.put("name", row.name().isEmpty() ? null : row.name());
    fields.put("createdAt", Json.time(row.times().createdAtMs()));
    fields.put("expiresAt", Json.time(row.times().expiresAtMs()));
    fields.put("lastUsedAt", Json.time(row.times().lastUsedAtMs()));
    return fields;
  }

  static void print(List<CredentialRow> rows, ZoneId zone, PrintWriter out) {
    Table table = new Table("ID", "ROLE", "CHANNELS", "MADE", "EXPIRES", "LAST USED", "~NAME");
    for (CredentialRow row : rows) {
      table.row(
          row.id(),
          row.role().word(),
          row.channels(),
          Human.time(row.times().createdAtMs(), zone),
          time(row.times().expiresAtMs(), zone),
          time(row.times().lastUsedAtMs(), zone),
          row.name());
    }
    table.print(out);
  }

  private static String time(Long atMs, ZoneId zone) {
    return atMs == null ? "" : Human.time(atMs, zone);
  }

  /** The one time that a secret is shown. */
  static void tell(Made made, String what, boolean json, PrintWriter out) {
    if (json) {
      Map<String, Object> fields = json(made.row());
      fields.put("secret", made.secret());
      Json.print(fields, out);
      return;
    }
    out.println(
        "Made the " + what + " " + made.row().title() + " for " + made.row().channels() + ".");
    out.println("It is shown this once, and stored nowhere in clear:");
    out.println();
    out.println("  " + made.secret());
    out.println();
  }
}
