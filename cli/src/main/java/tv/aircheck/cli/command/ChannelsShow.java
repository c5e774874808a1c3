package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
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
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.output.Table;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ChannelRow;
import tv.aircheck.index.Holding;
import tv.aircheck.index.Index;
import tv.aircheck.recorder.retention.Policies;
import tv.aircheck.recorder.retention.Policies.PolicyRule;
import tv.aircheck.recorder.retention.Rule;

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
      List<Holding> shows =
          index.retention().holdings().stream()
              .filter(show -> show.channel().equals(channel))
              .toList();
      Map<Rule, PolicyRule> rules = Policies.of(index.retention().rules()).of(channel);
      if (list.json) {
        Json.print(json(row, shows, rules), spec.commandLine().getOut());
      } else {
        print(row, shows, rules);
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

  private static List<Holding> shown(List<Holding> shows) {
    return shows.stream().filter(show -> show.state().isShown()).toList();
  }

  private static List<Holding> marked(List<Holding> shows) {
    return shows.stream().filter(show -> !show.state().isShown()).toList();
  }

  private static long bytes(List<Holding> shows) {
    return shows.stream().mapToLong(Holding::bytes).sum();
  }

  private static long locked(List<Holding> shows) {
    return shows.stream().filter(Holding::locked).count();
  }

  private void print(ChannelRow row, List<Holding> shows, Map<Rule, PolicyRule> rules) {
    PrintWriter out = spec.commandLine().getOut();
    List<Holding> kept = shown(shows);
    List<Holding> going = marked(shows);
    String last = row.lastStartedAtMs() < 0 ? "" : Human.time(row.lastStartedAtMs(), list.zone());
    new Table("CHANNEL", row.channel().toString())
        .row("title", row.title())
        .row("state", row.live() ? "live" : "")
        .row("since", Human.time(row.createdAtMs(), list.zone()))
        .row("last started", last)
        .row("shows", kept.size() + ", " + locked(kept) + " of them locked")
        .row("size", Human.bytes(bytes(kept)) + " (" + bytes(kept) + " bytes)")
        .row("being deleted", going.size() + " shows, " + Human.bytes(bytes(going)))
        .printWhole(out);
    out.println();
    RuleView.print(rules.values(), out);
  }

  private static Map<String, Object> json(
      ChannelRow row, List<Holding> shows, Map<Rule, PolicyRule> rules) {
    Map<String, Object> fields = ChannelsLs.json(row);
    fields.put("bytes", bytes(shown(shows)));
    fields.put("locked", locked(shown(shows)));
    Map<String, Object> going = new LinkedHashMap<>();
    going.put("broadcasts", marked(shows).size());
    going.put("bytes", bytes(marked(shows)));
    fields.put("beingDeleted", going);
    fields.put("rules", RuleView.json(rules.values()));
    return fields;
  }
}
