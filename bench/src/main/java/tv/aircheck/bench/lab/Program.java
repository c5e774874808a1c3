package tv.aircheck.bench.lab;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A program to start.
 *
 * @param name for messages
 * @param folder where it runs; what it says goes to {@code NAME.out} and {@code NAME.err} in it
 * @param environment added to ours
 * @param cpu the only one it may use, or none
 */
public record Program(
    String name,
    List<String> command,
    Path folder,
    Map<String, String> environment,
    OptionalInt cpu) {
  public Program {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  public static Program of(String name, Path folder, List<String> command) {
    return new Program(name, command, folder, Map.of(), OptionalInt.empty());
  }

  public Program with(Map<String, String> more) {
    return new Program(name, command, folder, more, cpu);
  }

  public Program pinnedTo(OptionalInt wanted) {
    return new Program(name, command, folder, environment, wanted);
  }

  Redirect outputFile() {
    return Redirect.to(folder.resolve(name + ".out").toFile());
  }

  Path errorFile() {
    return folder.resolve(name + ".err");
  }

  List<String> commandLine() {
    List<String> line = new ArrayList<>();
    cpu.ifPresent(number -> line.addAll(List.of("taskset", "-c", Integer.toString(number))));
    line.addAll(command);
    return line;
  }
}
