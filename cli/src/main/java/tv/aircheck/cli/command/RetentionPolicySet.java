package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.config.UnitText;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.server.Archive;
import tv.aircheck.index.ChannelPattern;
import tv.aircheck.index.RuleRow;
import tv.aircheck.recorder.retention.ArchiveFacts;
import tv.aircheck.recorder.retention.ChannelBalance;
import tv.aircheck.recorder.retention.ChannelBalance.Amount;
import tv.aircheck.recorder.retention.Keeper;
import tv.aircheck.recorder.retention.PlannedAction.Kind;
import tv.aircheck.recorder.retention.Policies;
import tv.aircheck.recorder.retention.Policies.PolicyRule;
import tv.aircheck.recorder.retention.RetentionPlan;
import tv.aircheck.recorder.retention.Rule;
import tv.aircheck.storage.StorageException;

/** {@code aircheck retention policy set PATTERN}. */
@Command(
    name = "set",
    description = {
      "Sets rules for the channels that a pattern matches, and says what the next run would do then.",
      "'off' as an amount says that the rule does not hold there, whatever less specific patterns say."
    },
    mixinStandardHelpOptions = true)
final class RetentionPolicySet implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ChangeOptions change;
  @Mixin private MoveOptions moves;

  @Parameters(
      paramLabel = "PATTERN",
      converter = PatternArgument.class,
      description = "APP/NAME, with stars for any characters; 'default' for all channels.")
  private ChannelPattern pattern;

  @Option(
      names = "--keep-for",
      paramLabel = "TIME",
      description = "Keeps a show for so long after its end.")
  private String keepFor;

  @Option(
      names = "--keep-last",
      paramLabel = "N",
      description = "Keeps the newest N shows of a channel.")
  private String keepLast;

  @Option(
      names = "--keep-at-least",
      paramLabel = "TIME",
      description = "No rule takes a show before so long after its end, whatever is short.")
  private String keepAtLeast;

  @Option(
      names = "--at-most",
      paramLabel = "SIZE",
      description = "A channel holds no more than this: the oldest shows go.")
  private String atMost;

  @Option(
      names = "--total-at-most",
      paramLabel = "SIZE",
      description = "All channels together hold no more than this; for 'default' only.")
  private String totalAtMost;

  @Option(
      names = "--keep-clips-for",
      paramLabel = "TIME",
      description = "Keeps a clip for so long after it was made (default: until it is deleted).")
  private String keepClipsFor;

  @Override
  public Integer call() throws StorageException {
    List<PolicyRule> rules = rules();
    PrintWriter out = spec.commandLine().getOut();
    Config settings = config.load();
    ArchiveIndex.mustExist(settings);
    try (Archive archive = Archive.open(settings)) {
      String words = rules.stream().map(PolicyRule::words).collect(Collectors.joining(", "));
      String effect = effect(archive.keeper(settings), archive, rules);
      if (change.dryRun) {
        out.println("Would set " + words + ". " + effect);
        return ExitCode.DONE;
      }
      out.println(effect);
      if (change.isWanted("Set " + words + "?", out)) {
        archive.curator().set(rules, change.deed());
        out.println("Set " + words + ". 'aircheck retention plan' shows what goes.");
      } else {
        out.println("Nothing was changed.");
      }
    }
    return ExitCode.DONE;
  }

  private List<PolicyRule> rules() {
    List<PolicyRule> rules = new ArrayList<>();
    add(rules, Rule.KEEP_FOR, keepFor);
    add(rules, Rule.KEEP_LAST, keepLast);
    add(rules, Rule.KEEP_AT_LEAST, keepAtLeast);
    add(rules, Rule.AT_MOST, atMost);
    add(rules, Rule.TOTAL_AT_MOST, totalAtMost);
    add(rules, Rule.KEEP_CLIPS_FOR, keepClipsFor);
    moves.texts().forEach((rule, text) -> add(rules, rule, text));
    if (rules.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Which rule? For example --keep-for 30d or --keep-last 10");
    }
    return rules;
  }

  private void add(List<PolicyRule> rules, Rule rule, String text) {
    if (text == null) {
      return;
    }
    try {
      rules.add(new PolicyRule(pattern, rule, amount(rule, text)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--" + rule.word() + ": " + e.getMessage(), e);
    }
  }

  private static long amount(Rule rule, String text) {
    if (text.equals("off")) {
      return RuleRow.OFF;
    }
    return switch (rule.unit()) {
      case TIME -> UnitText.duration(text).toMillis();
      case BYTES -> UnitText.bytes(text);
      case SHOWS -> Integer.parseUnsignedInt(text);
    };
  }

  /** What the next run would do with these rules, beside what it would do without. */
  private static String effect(Keeper keeper, Archive archive, List<PolicyRule> rules)
      throws StorageException {
    ArchiveFacts facts = keeper.facts();
    Policies before = Policies.of(archive.index().retention().rules());
    List<PolicyRule> after = new ArrayList<>(before.rules());
    after.removeIf(
        old ->
            rules.stream()
                .anyMatch(r -> r.rule() == old.rule() && r.pattern().equals(old.pattern())));
    after.addAll(rules);
    return "With that, the next run takes "
        + going(keeper, facts, new Policies(after))
        + "; without it, "
        + going(keeper, facts, before)
        + ".";
  }

  private static String going(Keeper keeper, ArchiveFacts facts, Policies policies) {
    RetentionPlan plan = keeper.plan(facts, policies);
    Amount going = plan.sum(ChannelBalance::going);
    long clips = plan.actions().stream().filter(action -> action.kind() == Kind.MARK_CLIP).count();
    return Human.count(going.shows(), "show")
        + " ("
        + Human.bytes(going.bytes())
        + ")"
        + (clips == 0 ? "" : " and " + Human.count(clips, "clip"));
  }
}
