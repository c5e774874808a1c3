package tv.aircheck.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.output.Table;
import tv.aircheck.cli.server.Archive;
import tv.aircheck.recorder.verify.IndexBackup;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;

/** {@code aircheck index backup}. */
@Command(
    name = "backup",
    description = "Puts a consistent, compressed copy of the index into the store.",
    footer = {"", "The way back: docs/OPERATING.md, \"Going back to a backup of the index\"."},
    mixinStandardHelpOptions = true)
final class IndexBackupCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ListOptions list;

  @Option(
      names = "--keep",
      paramLabel = "N",
      defaultValue = "0",
      description = "Then keeps the newest N and deletes the others (default: keeps all).")
  private int keep;

  @Option(names = "--list", description = "Only lists the copies there are.")
  private boolean onlyList;

  @Override
  public Integer call() throws IOException {
    Config settings = config.load();
    ArchiveIndex.storeMustExist(settings);
    try (ObjectStore store = Archive.openStore(settings)) {
      return call(settings, store);
    }
  }

  private Integer call(Config settings, ObjectStore store) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (onlyList) {
      print(IndexBackup.list(store), out);
      return ExitCode.DONE;
    }
    ArchiveIndex.mustExist(settings);
    IndexBackup.Result result =
        new IndexBackup(settings.indexFile(), store, InstantSource.system()).run(keep);
    if (list.json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("key", result.key());
      fields.put("bytes", result.bytes());
      fields.put("dropped", result.dropped());
      Json.print(fields, out);
    } else {
      out.println(result.key() + ": " + Human.bytes(result.bytes()));
      result.dropped().forEach(key -> out.println(key + ": deleted"));
    }
    return ExitCode.DONE;
  }

  private void print(List<ObjectInfo> backups, PrintWriter out) {
    if (list.json) {
      Json.print(
          backups.stream()
              .map(
                  backup ->
                      Map.of(
                          "key", backup.key(),
                          "bytes", backup.bytes(),
                          "storedAt", Json.time(backup.storedAt().toEpochMilli())))
              .toList(),
          out);
      return;
    }
    Table table = new Table("BACKUP", ">SIZE", "STORED");
    backups.forEach(
        backup ->
            table.row(
                backup.key(),
                list.size(backup.bytes()),
                Human.time(backup.storedAt().toEpochMilli(), list.zone())));
    table.print(out);
  }
}
