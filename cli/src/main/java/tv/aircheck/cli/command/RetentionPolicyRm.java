package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.CommandFailed;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.index.ChannelPattern;
import tv.aircheck.index.Index;
import tv.aircheck.recorder.retention.Curator;
import tv.aircheck.recorder.retention.Policies;
import tv.aircheck.recorder.retention.Policies.PolicyRule;
import tv.aircheck.recorder.retention.Rule;

/** {@code aircheck retention policy rm PATTERN}. */
@Command(
    name = "rm",
    description = "Removes rules of a pattern: those of less specific patterns hold again.",
    mixinStandardHelpOptions = true)
final class RetentionPolicyRm implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ChangeOptions change;

  @Parameters(
      index = "0",
      paramLabel = "PATTERN",
      converter = PatternArgument.class,
      description = "As 'policy ls' shows it, or 'default'.")
  private ChannelPattern pattern;

  @Parameters(
      index = "1..*",
      paramLabel = "RULE",
      description = "Which ones, such as keep-for; without any, all of the pattern.")
  private List<String> words;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Index index = ArchiveIndex.open(config.load())) {
      List<PolicyRule> rules =
          Policies.of(index.retention().rules()).rules().stream()
              .filter(rule -> rule.pattern().equals(pattern) && isNamed(rule.rule()))
              .toList();
      if (rules.isEmpty()) {
        throw new CommandFailed(
            "there is no such rule for " + pattern + ": 'aircheck retention policy ls' lists them");
      }
      Curator curator = new Curator(index, InstantSource.system());
      for (PolicyRule rule : rules) {
        if (change.dryRun) {
          out.println("Would remove " + rule.words());
        } else if (change.isWanted("Remove " + rule.words() + "?", out)) {
          curator.remove(rule, change.deed());
          out.println("Removed " + rule.words());
        } else {
          out.println("Nothing was changed.");
        }
      }
    }
    return ExitCode.DONE;
  }

  private boolean isNamed(Rule rule) {
    if (words == null) {
      return true;
    }
    for (String word : words) {
      if (Rule.of(word).isEmpty()) {
        throw new ParameterException(spec.commandLine(), "'" + word + "' is no rule");
      }
    }
    return words.contains(rule.word());
  }
}
