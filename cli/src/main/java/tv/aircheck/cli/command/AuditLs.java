package tv.aircheck.cli.command;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.output.Table;
import tv.aircheck.index.AuditAction;
import tv.aircheck.index.AuditFilter;
import tv.aircheck.index.AuditRow;
import tv.aircheck.index.Index;

/** {@code aircheck audit ls}. */
@Command(
    name = "ls",
    description = "Lists what was done, newest first.",
    mixinStandardHelpOptions = true)
final class AuditLs implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ListOptions list;
  @Mixin private PageOptions part;

  @Option(names = "--who", paramLabel = "USER@HOST", description = "Only what this one did.")
  private String who;

  @Option(
      names = "--action",
      paramLabel = "ACTION",
      description = "Only this: ${COMPLETION-CANDIDATES}.")
  private AuditAction action;

  @Option(
      names = "--of",
      paramLabel = "ID",
      description = "Only what was done to this broadcast, or to rules of this pattern.")
  private String subject;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = TimeArgument.class,
      description = "Not before this time, or day.")
  private Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = TimeArgument.class,
      description = "Before this time, or day.")
  private Instant to;

  @Override
  public Integer call() {
    int limit = part.limit();
    long before = before();
    AuditFilter filter = new AuditFilter(who, action, subject, millis(from), millis(to));
    try (Index index = ArchiveIndex.open(config.load())) {
      List<AuditRow> found = index.audit().list(filter, before, limit + 1);
      List<AuditRow> rows = found.subList(0, Math.min(limit, found.size()));
      String next = found.size() > limit ? Long.toString(rows.get(limit - 1).id()) : null;
      if (list.json) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("audit", rows.stream().map(AuditLs::json).toList());
        answer.put("cursor", next);
        Json.print(answer, spec.commandLine().getOut());
      } else {
        print(rows);
        part.tellMore(next);
      }
    }
    return ExitCode.DONE;
  }

  /** The line that none is newer than, or the last there can be. */
  private long before() {
    try {
      return part.cursor() == null ? Long.MAX_VALUE : Long.parseLong(part.cursor());
    } catch (NumberFormatException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--cursor is what a list before this one gave, not '" + part.cursor() + "'");
    }
  }

  private static Long millis(Instant time) {
    return time == null ? null : (Long) time.toEpochMilli();
  }

  private void print(List<AuditRow> rows) {
    Table table = new Table("WHEN", "WHO", "DID", "TO", "CHANNEL", ">SIZE", "~WHY");
    for (AuditRow row : rows) {
      table.row(
          Human.time(row.atMs(), list.zone()),
          row.who(),
          word(row),
          row.subject(),
          row.channel(),
          row.bytes() == 0 ? "" : list.size(row.bytes()),
          row.why());
    }
    table.print(spec.commandLine().getOut());
  }

  private static Map<String, Object> json(AuditRow row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("at", Json.time(row.atMs()));
    fields.put("who", row.who());
    fields.put("action", row.action().name().toLowerCase(Locale.ROOT));
    fields.put("subject", row.subject());
    fields.put("channel", row.channel().isEmpty() ? null : row.channel());
    fields.put("bytes", row.bytes());
    fields.put("why", row.why());
    return fields;
  }

  private static String word(AuditRow row) {
    return row.action().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
