package tv.aircheck.cli.completion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** All commands that are not hidden, each with the words that call it. */
public final class CommandTree {
  private CommandTree() {}

  /** By their words behind the program's name, which are none for the program itself; in order. */
  public static Map<String, CommandSpec> of(CommandLine program) {
    Map<String, CommandSpec> commands = new LinkedHashMap<>();
    add("", program, commands);
    return commands;
  }

  private static void add(String path, CommandLine command, Map<String, CommandSpec> commands) {
    commands.put(path, command.getCommandSpec());
    for (Map.Entry<String, CommandLine> sub : command.getSubcommands().entrySet()) {
      if (!sub.getValue().getCommandSpec().usageMessage().hidden()) {
        add((path + " " + sub.getKey()).trim(), sub.getValue(), commands);
      }
    }
  }

  static List<OptionSpec> options(CommandSpec command) {
    return command.options().stream().filter(option -> !option.hidden()).toList();
  }

  /** In one line. */
  static String about(CommandSpec command) {
    return String.join(" ", plain(command.usageMessage().description()));
  }

  static String about(ArgSpec argument) {
    return String.join(" ", plain(argument.description()))
        .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()))
        .replace("${COMPLETION-CANDIDATES}", String.join(", ", candidates(argument)));
  }

  /** Without what is for colours; %n is a space here. */
  static List<String> plain(String[] lines) {
    List<String> plain = new ArrayList<>();
    for (String line : lines) {
      plain.add(Ansi.OFF.string(line.replace("%n", " ").replace("%%", "%")));
    }
    return plain;
  }

  /** The words that a value may be; none where it may be anything. */
  static List<String> candidates(ArgSpec argument) {
    if (argument.completionCandidates() != null) {
      List<String> words = new ArrayList<>();
      argument.completionCandidates().forEach(words::add);
      return words;
    }
    Class<?> type = argument.type();
    if (!type.isEnum()) {
      return List.of();
    }
    return java.util.Arrays.stream(type.getEnumConstants())
        .map(Object::toString)
        .collect(Collectors.toList());
  }

  static boolean isPath(ArgSpec argument) {
    Class<?> type =
        argument.typeInfo().isMultiValue()
            ? argument.typeInfo().getAuxiliaryTypes()[0]
            : argument.type();
    return java.nio.file.Path.class.isAssignableFrom(type);
  }
}
