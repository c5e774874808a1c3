package tv.aircheck.cli.completion;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish, which picocli has none for. */
final class FishScript {
  private static final String HEAD =
      """
      # Completion of aircheck for fish, made by 'aircheck completion fish'.
      complete -c aircheck -e
      complete -c aircheck -f

      # The words typed so far that are no options.
      function __aircheck_words
          set -l words
          for word in (commandline -opc)[2..-1]
              string match -q -- '-*' $word
              or set -a words $word
          end
          echo "$words"
      end

      # Exactly this command.
      function __aircheck_is
          test (__aircheck_words) = "$argv"
      end

      # This command, with whatever comes after it.
      function __aircheck_in
          set -l words (__aircheck_words)
          test "$words" = "$argv"
          or string match -q -- "$argv *" "$words"
      end

      """;

  private FishScript() {}

  static String of(CommandLine program) {
    StringBuilder script = new StringBuilder(HEAD);
    Map<String, CommandSpec> commands = CommandTree.of(program);
    commands.forEach((path, command) -> add(path, command, commands, script));
    return script.toString();
  }

  private static void add(
      String path, CommandSpec command, Map<String, CommandSpec> all, StringBuilder script) {
    for (String sub : command.subcommands().keySet()) {
      CommandSpec known = all.get((path + " " + sub).trim());
      if (known != null) {
        line(script, "__aircheck_is " + path, "-a " + sub, CommandTree.about(known));
      }
    }
    String in = path.isEmpty() ? "__aircheck_is " : "__aircheck_in " + path;
    for (OptionSpec option : CommandTree.options(command)) {
      line(script, in, names(option) + value(option), CommandTree.about(option));
    }
    if (command.positionalParameters().stream().anyMatch(CommandTree::isPath)) {
      script.append("complete -c aircheck -n '").append(in).append("' -F\n");
    }
  }

  private static String names(OptionSpec option) {
    StringBuilder names = new StringBuilder();
    for (String name : option.names()) {
      String flag = name.startsWith("--") ? "-l " : "-s ";
      names.append(names.isEmpty() ? "" : " ").append(flag).append(name.replaceFirst("^--?", ""));
    }
    return names.toString();
  }

  private static String value(OptionSpec option) {
    if (option.arity().max() == 0) {
      return "";
    }
    List<String> words = CommandTree.candidates(option);
    if (!words.isEmpty()) {
      return " -x -a '" + String.join(" ", words) + "'";
    }
    return CommandTree.isPath(option) ? " -r -F" : " -x";
  }

  private static void line(StringBuilder script, String when, String what, String about) {
    script
        .append("complete -c aircheck -n '")
        .append(when.trim())
        .append("' ")
        .append(what)
        .append(" -d '")
        .append(about.replace("\\", "\\\\").replace("'", "\\'"))
        .append("'\n");
  }
}
