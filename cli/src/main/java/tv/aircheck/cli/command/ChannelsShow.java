package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.CommandFailed;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.config.NearestName;
import tv.aircheck.cli.keeping.RuleView;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.output.Table;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ChannelRow;
import tv.aircheck.index.ChannelSum;
import tv.aircheck.index.Index;
import tv.aircheck.recorder.retention.Policies;
import tv.aircheck.recorder.retention.Policies.PolicyRule;
import tv.aircheck.recorder.retention.Rule;
import tv.aircheck.web.json.KeptJson;

/** {@code aircheck channels show APP/NAME}. */
@Command(
    name = "show",
    description = "Shows a channel: what is kept of it, and by which rules.",
    mixinStandardHelpOptions = true)
final class ChannelsShow implements Callable<Integer> {
  /** For a suggestion. */
  private static final int MOST_LOOKED_AT = 1_000;

  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ListOptions list;

  @Parameters(
      paramLabel = "APP/NAME",
      converter = ChannelArgument.class,
      description = "The channel.")
  private ChannelName channel;

  @Override
  public Integer call() {
    try (Index index = ArchiveIndex.open(config.load())) {
      ChannelRow row = find(index, channel);
      ChannelSum sum = index.channels().sum(row.id());
      Map<Rule, PolicyRule> rules = Policies.of(index.retention().rules()).of(channel);
      if (list.json) {
        Json.print(
            KeptJson.of(row, sum, RuleView.json(rules.values())), spec.commandLine().getOut());
      } else {
        print(row, sum, rules);
      }
    }
    return ExitCode.DONE;
  }

  static ChannelRow find(Index index, ChannelName channel) {
    return index
        .channels()
        .find(channel)
        .orElseThrow(
            () ->
                new CommandFailed(
                    "there is no channel "
                        + channel
                        + meant(index, channel)
                        + "'aircheck channels ls' lists them"));
  }

  private static String meant(Index index, ChannelName channel) {
    List<String> known =
        index.channels().list(null, MOST_LOOKED_AT).stream()
            .map(row -> row.channel().toString())
            .toList();
    return NearestName.near(channel.toString(), known)
        .map(name -> ": did you mean " + name + "? ")
        .orElse(": ");
  }

  private void print(ChannelRow row, ChannelSum sum, Map<Rule, PolicyRule> rules) {
    PrintWriter out = spec.commandLine().getOut();
    String last = row.lastStartedAtMs() < 0 ? "" : Human.time(row.lastStartedAtMs(), list.zone());
    new Table("CHANNEL", row.channel().toString())
        .row("title", row.title())
        .row("state", row.live() ? "live" : "")
        .row("visibility", row.visibility().word())
        .row("since", Human.time(row.createdAtMs(), list.zone()))
        .row("last started", last)
        .row("shows", sum.broadcasts() + ", " + sum.locked() + " of them locked")
        .row("size", Human.bytes(sum.bytes()) + " (" + sum.bytes() + " bytes)")
        .row(
            "being deleted",
            Human.count(sum.going(), "show") + ", " + Human.bytes(sum.goingBytes()))
        .row(
            "only clips left",
            Human.count(sum.clipped(), "show") + ", " + Human.bytes(sum.clippedBytes()))
        .printWhole(out);
    out.println();
    RuleView.print(rules.values(), out);
  }
}
