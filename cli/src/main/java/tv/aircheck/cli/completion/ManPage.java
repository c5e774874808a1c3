package tv.aircheck.cli.completion;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual, as roff with the man macros: one page of all commands. */
final class ManPage {
  private static final List<String> USUAL = List.of("--help", "--version");

  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  static String of(CommandLine program, String version) {
    return new ManPage().write(CommandTree.of(program), version);
  }

  private String write(Map<String, CommandSpec> commands, String version) {
    CommandSpec program = commands.get("");
    page.append(".TH AIRCHECK 1 \"\" \"Aircheck ").append(text(version)).append("\"\n");
    page.append(".SH NAME\naircheck \\- records live streams, keeps and plays them\n");
    page.append(".SH SYNOPSIS\n.B aircheck\n.I COMMAND\n.RI [ OPTIONS ]\n");
    page.append(".SH DESCRIPTION\n").append(text(CommandTree.about(program))).append('\n');
    page.append(".SH COMMANDS\n");
    commands.forEach(
        (path, command) -> {
          if (!path.isEmpty() && command.subcommands().isEmpty()) {
            command(path, command);
          }
        });
    exitStatus(program);
    page.append(
        """
        .SH FILES
        .TP
        .I aircheck.yml
        Settings, read from the working folder unless
        .B \\-\\-config
        names another; the sample in
        .I conf/
        explains each.
        .TP
        .I aircheck\\-data/
        Index, spool and the default store, unless
        .B \\-\\-data
        names another folder.
        .SH ENVIRONMENT
        .TP
        .B AIRCHECK_CONFIG
        The file with the settings.
        .TP
        .B AIRCHECK_OPTS
        More options for the JVM, for example \\(dq\\-Xmx2g\\(dq.
        .TP
        .B AIRCHECK_\\fI...\\fP
        Any setting: AIRCHECK_NODE_LOG is node.log.
        .SH SEE ALSO
        .BR ffmpeg (1);
        the pages in
        .I docs/
        of the distribution, first of all OPERATING.md and CLI.md.
        """);
    return page.toString();
  }

  private void command(String path, CommandSpec command) {
    page.append(".SS ").append(text(synopsis(path, command))).append('\n');
    for (String line : CommandTree.plain(command.usageMessage().description())) {
      page.append(text(line)).append('\n');
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      entry(".I " + text(parameter.paramLabel()), parameter);
    }
    for (OptionSpec option : CommandTree.options(command)) {
      if (!USUAL.contains(option.longestName())) {
        String names =
            Stream.of(option.names())
                .map(name -> "\\fB" + text(name) + "\\fP")
                .collect(Collectors.joining(", "));
        String value =
            option.arity().max() == 0 ? "" : " \\fI" + text(option.paramLabel()) + "\\fP";
        entry(names + value, option);
      }
    }
    List<String> footer = CommandTree.plain(command.usageMessage().footer());
    String words = String.join(" ", footer).trim();
    if (!words.isEmpty()) {
      page.append(".PP\n").append(text(words)).append('\n');
    }
  }

  private static String synopsis(String path, CommandSpec command) {
    String parameters =
        command.positionalParameters().stream()
            .map(one -> " " + one.paramLabel() + (one.arity().max() > 1 ? "..." : ""))
            .collect(Collectors.joining());
    return "aircheck " + path + parameters;
  }

  private void entry(String head, ArgSpec argument) {
    page.append(".TP\n").append(head).append('\n');
    page.append(text(CommandTree.about(argument))).append('\n');
  }

  private void exitStatus(CommandSpec program) {
    page.append(".SH EXIT STATUS\n");
    program
        .usageMessage()
        .exitCodeList()
        .forEach(
            (status, words) ->
                page.append(".TP\n.B ")
                    .append(text(status.trim()))
                    .append('\n')
                    .append(text(words))
                    .append('\n'));
  }

  /** What roff would take for its own is escaped. */
  private static String text(String words) {
    String escaped =
        words.replace("\\", "\\e").replace("-", "\\-").replace("…", "...").replace("\n", " ");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}
