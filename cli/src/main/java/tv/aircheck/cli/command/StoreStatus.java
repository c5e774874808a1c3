package tv.aircheck.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.output.Table;
import tv.aircheck.cli.server.Archive;
import tv.aircheck.index.ChannelBacklog;
import tv.aircheck.index.Index;
import tv.aircheck.index.StoreOutage;
import tv.aircheck.index.UploadCount;
import tv.aircheck.index.UploadRow;
import tv.aircheck.recorder.SpoolLimits;
import tv.aircheck.recorder.TakeKeys;
import tv.aircheck.recorder.UploadStatus;
import tv.aircheck.recorder.verify.Trust;

/** {@code aircheck store status}. */
@Command(
    name = "status",
    description =
        "How the way to the store stands: what waits, since when, how fast it goes, and what is in trouble.",
    footer = {
      "",
      "Beside a server, or with it stopped: it asks the index and the disk, and not the store.",
      "Exit status 3 when the store is away or a segment is in trouble."
    },
    mixinStandardHelpOptions = true)
final class StoreStatus implements Callable<Integer> {
  private static final int CHANNELS = 10;
  private static final int TROUBLED = 20;

  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ListOptions list;

  /** All that is shown. */
  record Seen(
      UploadStatus status,
      List<UploadCount> states,
      List<ChannelBacklog> channels,
      List<UploadRow> troubled,
      SpoolLimits limits,
      Optional<String> obstacle) {}

  @Override
  public Integer call() throws IOException {
    Config settings = config.load();
    long now = InstantSource.system().millis();
    Seen seen;
    try (Index index = ArchiveIndex.open(settings)) {
      seen =
          new Seen(
              UploadStatus.of(index, Archive.openSpool(settings), now),
              index.uploads().totals().byState(),
              index.uploads().totals().ofChannels(CHANNELS),
              index.uploads().troubled(TROUBLED),
              settings.recorder().spool(),
              Trust.obstacle(index));
    }
    if (list.json) {
      Json.print(StoreStatusJson.of(seen, now), spec.commandLine().getOut());
    } else {
      print(seen, now);
    }
    boolean wrong = seen.status().outage().isPresent() || seen.status().backlog().troubled() > 0;
    return wrong ? ExitCode.FOUND_WRONG : ExitCode.DONE;
  }

  private void print(Seen seen, long now) {
    PrintWriter out = spec.commandLine().getOut();
    Table states = new Table("STATE", ">SEGMENTS", ">BYTES", ">EXACTLY");
    for (UploadCount count : seen.states()) {
      states.row(
          count.state().name().toLowerCase(Locale.ROOT),
          count.segments(),
          Human.bytes(count.bytes()),
          count.bytes());
    }
    states.print(out);
    out.println();
    UploadStatus status = seen.status();
    Table words = new Table("ABOUT", "NOW");
    words.row("store", store(status, now));
    words.row("lag", Human.duration(status.lagSeconds() * 1_000));
    words.row("rate", Human.bytes(status.pace().bytesPerSecond()) + "/s of late");
    words.row("drained in", drain(status));
    words.row("spool", spool(seen));
    words.row("retention", seen.obstacle().map(why -> "does not run: " + why).orElse("may run"));
    words.print(out);
    printChannels(seen, out);
    printTroubled(seen, out);
  }

  private String store(UploadStatus status, long now) {
    if (status.outage().isEmpty()) {
      return "takes segments, as far as was tried";
    }
    StoreOutage outage = status.outage().get();
    return "takes nothing since %s (%s), %d tries in vain, next %s: %s"
        .formatted(
            Human.time(outage.startedAtMs(), list.zone()),
            Human.duration(now - outage.startedAtMs()),
            outage.failures(),
            outage.nextTryAtMs() <= now
                ? "when a server runs"
                : "at " + Human.time(outage.nextTryAtMs(), list.zone()),
            outage.lastError());
  }

  private static String drain(UploadStatus status) {
    return status.pace().drainSeconds().isPresent()
        ? Human.duration(status.pace().drainSeconds().getAsLong() * 1_000)
        : "not known: what waits does not get less";
  }

  private static String spool(Seen seen) {
    SpoolLimits limits = seen.limits();
    long free = seen.status().spool().freeBytes();
    return "%s of at most %s; %s free on its disk, %s"
        .formatted(
            Human.bytes(seen.status().spool().bytes()),
            Human.bytes(limits.highWaterBytes()),
            Human.bytes(free),
            free < limits.refuseBelowBytes()
                ? "less than "
                    + Human.bytes(limits.refuseBelowBytes())
                    + ": no new take is recorded"
                : "new takes need " + Human.bytes(limits.refuseBelowBytes()));
  }

  private static void printChannels(Seen seen, PrintWriter out) {
    if (seen.channels().isEmpty()) {
      return;
    }
    out.println();
    Table table = new Table("CHANNEL", ">WAITING", ">BYTES");
    seen.channels()
        .forEach(one -> table.row(one.channel(), one.segments(), Human.bytes(one.bytes())));
    table.print(out);
  }

  private static void printTroubled(Seen seen, PrintWriter out) {
    if (seen.troubled().isEmpty()) {
      return;
    }
    out.println();
    Table table = new Table("TROUBLE", "SEGMENT", "WHAT");
    for (UploadRow row : seen.troubled()) {
      table.row(
          row.trouble().name().toLowerCase(Locale.ROOT),
          TakeKeys.of(row).storeKey(),
          row.lastError());
    }
    table.print(out);
    long more = seen.status().backlog().troubled() - seen.troubled().size();
    if (more > 0) {
      out.println("and " + more + " more");
    }
    out.flush();
  }
}
