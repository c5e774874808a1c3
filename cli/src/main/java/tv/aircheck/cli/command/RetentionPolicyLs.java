package tv.aircheck.cli.command;

import java.util.Collection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.keeping.RuleView;
import tv.aircheck.cli.output.Json;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Index;
import tv.aircheck.recorder.retention.Policies;
import tv.aircheck.recorder.retention.Policies.PolicyRule;

/** {@code aircheck retention policy ls}. */
@Command(
    name = "ls",
    description = "Lists the rules, those of the most specific patterns first.",
    mixinStandardHelpOptions = true)
final class RetentionPolicyLs implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;

  @Option(names = "--json", description = "JSON instead of a table, for scripts.")
  private boolean json;

  @Option(
      names = "--channel",
      paramLabel = "APP/NAME",
      converter = ChannelArgument.class,
      description = "Only those that hold for this channel.")
  private ChannelName channel;

  @Override
  public Integer call() {
    try (Index index = ArchiveIndex.open(config.load())) {
      Policies policies = Policies.of(index.retention().rules());
      Collection<PolicyRule> rules =
          channel == null ? policies.rules() : policies.of(channel).values();
      if (json) {
        Json.print(RuleView.json(rules), spec.commandLine().getOut());
      } else {
        RuleView.print(rules, spec.commandLine().getOut());
      }
    }
    return ExitCode.DONE;
  }
}
