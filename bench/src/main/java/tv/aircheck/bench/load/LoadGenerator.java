package tv.aircheck.bench.load;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The program that loads servers. What happens is said on standard output, a line of JSON each; the
 * line {@code stop} on standard input ends a run before its time.
 */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = "Publishes to and plays from a server, many at once, in real time.",
    subcommands = {PublishCommand.class, PlayCommand.class})
public final class LoadGenerator implements Runnable {
  @Spec private CommandSpec spec;

  private LoadGenerator() {}

  public static void main(String[] arguments) {
    // Event loops are no daemons: without the exit, a failure would leave a process behind.
    System.exit(new CommandLine(new LoadGenerator()).execute(arguments));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "What kind of load? See 'load --help'");
  }
}
