package tv.aircheck.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.command.AuditCommand;
import tv.aircheck.cli.command.BroadcastsCommand;
import tv.aircheck.cli.command.ChannelsCommand;
import tv.aircheck.cli.command.ClipCommand;
import tv.aircheck.cli.command.CompletionCommand;
import tv.aircheck.cli.command.ConfigCommand;
import tv.aircheck.cli.command.DemoCommand;
import tv.aircheck.cli.command.DoctorCommand;
import tv.aircheck.cli.command.ExportCommand;
import tv.aircheck.cli.command.ImportCommand;
import tv.aircheck.cli.command.IndexCommand;
import tv.aircheck.cli.command.JobsCommand;
import tv.aircheck.cli.command.KeysCommand;
import tv.aircheck.cli.command.ManualCommand;
import tv.aircheck.cli.command.RetentionCommand;
import tv.aircheck.cli.command.ServeCommand;
import tv.aircheck.cli.command.StoreCommand;
import tv.aircheck.cli.command.TokensCommand;
import tv.aircheck.cli.command.TopCommand;
import tv.aircheck.cli.command.WarmUpCommand;
import tv.aircheck.cli.config.ConfigException;

/** The program. One class per command; this one only names them. */
@Command(
    name = "aircheck",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Records every live stream that passes through a relay, keeps it, and plays any moment of"
            + " it back.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:failed; the message says why",
      "2:bad usage or configuration",
      "3:found something wrong (check, verify, doctor)"
    },
    footer = {
      "",
      "First steps: 'aircheck demo' shows it all with a stream of its own;",
      "'aircheck serve' starts a server with nothing to configure.",
      "'aircheck completion --help' says how bash, zsh and fish complete all this."
    })
public final class Aircheck implements Runnable {
  /** In the order in which the help lists them. */
  private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("serve", ServeCommand.class);
    COMMANDS.put("demo", DemoCommand.class);
    COMMANDS.put("channels", ChannelsCommand.class);
    COMMANDS.put("broadcasts", BroadcastsCommand.class);
    COMMANDS.put("clip", ClipCommand.class);
    COMMANDS.put("tokens", TokensCommand.class);
    COMMANDS.put("keys", KeysCommand.class);
    COMMANDS.put("retention", RetentionCommand.class);
    COMMANDS.put("audit", AuditCommand.class);
    COMMANDS.put("export", ExportCommand.class);
    COMMANDS.put("store", StoreCommand.class);
    COMMANDS.put("index", IndexCommand.class);
    COMMANDS.put("import", ImportCommand.class);
    COMMANDS.put("jobs", JobsCommand.class);
    COMMANDS.put("top", TopCommand.class);
    COMMANDS.put("config", ConfigCommand.class);
    COMMANDS.put("doctor", DoctorCommand.class);
    COMMANDS.put("completion", CompletionCommand.class);
    COMMANDS.put("warm-up", WarmUpCommand.class);
    COMMANDS.put("write-manual", ManualCommand.class);
    COMMANDS.put("generate-completion", GenerateCompletion.class);
  }

  private static final Set<String> OPENING_THE_ARCHIVE =
      Set.of(
          "serve",
          "demo",
          "channels",
          "broadcasts",
          "clip",
          "tokens",
          "keys",
          "retention",
          "audit",
          "export",
          "store",
          "index",
          "import",
          "jobs",
          "warm-up");

  /** They are about all commands. */
  private static final Set<Class<?>> OF_ALL =
      Set.of(GenerateCompletion.class, CompletionCommand.class, ManualCommand.class);

  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    Logging.start();
    if (arguments.length > 0 && OPENING_THE_ARCHIVE.contains(arguments[0])) {
      HeadStart.begin();
    }
    // Event loops are not daemons: without the exit, a failure in between would leave a process
    // that does nothing.
    System.exit(commandLine(arguments).execute(arguments));
  }

  /**
   * The command line as tests use it too; its writers can be replaced. It knows the command alone
   * that {@code arguments} begin with, as reading the annotations of all takes a tenth of a start;
   * where they begin with none, or ask for the completion of all, it knows all.
   */
  public static CommandLine commandLine(String... arguments) {
    CommandLine line = new CommandLine(new Aircheck());
    Class<?> only = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
    if (only == null || OF_ALL.contains(only)) {
      COMMANDS.forEach(line::addSubcommand);
      // As it was called before there was one for each shell.
      hide(line.getSubcommands().get("generate-completion"));
    } else {
      line.addSubcommand(arguments[0], only);
    }
    line.getSubcommands().values().forEach(command -> tellExitStatus(command, line));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler((e, command, parsed) -> explain(e, command));
    return line;
  }

  private static void hide(CommandLine command) {
    command.getCommandSpec().usageMessage().hidden(true);
  }

  /** The help of each command says it, as those who write scripts read that. */
  private static void tellExitStatus(CommandLine command, CommandLine program) {
    UsageMessageSpec known = program.getCommandSpec().usageMessage();
    command
        .getCommandSpec()
        .usageMessage()
        .exitCodeListHeading(known.exitCodeListHeading())
        .exitCodeList(known.exitCodeList());
    command.getSubcommands().values().forEach(sub -> tellExitStatus(sub, program));
  }

  private static int explain(Exception e, CommandLine command) {
    PrintWriter err = command.getErr();
    if (e instanceof CommandFailed failed) {
      err.println("aircheck: " + failed.getMessage());
      return failed.exitCode();
    }
    if (e instanceof ConfigException) {
      err.println("aircheck: " + e.getMessage());
      return ExitCode.BAD_USAGE;
    }
    err.println("aircheck: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
    Logging.detail("The command failed", e);
    return ExitCode.FAILED;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? 'aircheck --help' lists them");
  }
}
