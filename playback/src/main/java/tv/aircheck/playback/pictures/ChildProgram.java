package tv.aircheck.playback.pictures;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tv.aircheck.playback.pictures.child.PictureWire;

/** How the program that decodes is started: with which java, which few jars, and how nicely. */
final class ChildProgram {
  /** Beside our own jars, so that the server's class path does not hold it. */
  private static final String FOLDER = "pictures";

  /** From here on the JVM warns of native code that was not allowed. */
  private static final int ASKS_FOR_NATIVE = 24;

  private ChildProgram() {}

  /** Empty where its libraries are not for this machine, or not installed. */
  static Optional<List<String>> command(Duration deadline) {
    boolean platform =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64");
    return platform
        ? classPath(ownPlace(), System.getProperty("java.class.path"))
            .map(path -> command(path, deadline))
        : Optional.empty();
  }

  private static Path ownPlace() {
    return Path.of(
        URI.create(
            PictureWire.class.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  /**
   * The folder {@code pictures} beside the jar of this class with all that is in it; in a checkout,
   * where there is none, those parts of the class path.
   */
  static Optional<String> classPath(Path own, String ourClassPath) {
    List<String> found = new ArrayList<>();
    Path folder = own.resolveSibling(FOLDER);
    if (Files.isDirectory(folder)) {
      found.add(folder.toString());
      try (Stream<Path> files = Files.list(folder)) {
        files
            .map(Path::toString)
            .filter(file -> file.endsWith(".jar"))
            .sorted()
            .forEach(found::add);
      } catch (IOException e) {
        return Optional.empty();
      }
    } else {
      Arrays.stream(ourClassPath.split(File.pathSeparator))
          .filter(ChildProgram::isPart)
          .forEach(found::add);
    }
    boolean complete =
        found.stream().anyMatch(file -> name(file).startsWith("ffmpeg-"))
            && found.stream().anyMatch(file -> name(file).startsWith("javacpp-"));
    found.add(own.toString());
    return complete ? Optional.of(String.join(File.pathSeparator, found)) : Optional.empty();
  }

  /** Not the libraries with parts under the GPL, which tests encode with. */
  private static boolean isPart(String entry) {
    String name = name(entry);
    return (name.startsWith("ffmpeg-") || name.startsWith("javacpp-")) && !name.contains("gpl");
  }

  private static String name(String entry) {
    return Path.of(entry).getFileName() == null ? "" : Path.of(entry).getFileName().toString();
  }

  private static List<String> command(String classPath, Duration deadline) {
    List<String> words = new ArrayList<>();
    // Whoever records, plays or serves goes first.
    if (Files.isExecutable(Path.of("/usr/bin/nice"))) {
      words.addAll(List.of("/usr/bin/nice", "-n", "19"));
    }
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of(
            "-Xmx96m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-XX:-UsePerfData",
            // What a crash leaves: some lines on standard error, and no files.
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null",
            "-XX:+DisplayVMOutputToStderr",
            // The JVM's heap limit is no measure of what a decoder needs.
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0"));
    if (Runtime.version().feature() >= ASKS_FOR_NATIVE) {
      words.add("--enable-native-access=ALL-UNNAMED");
      words.add("--sun-misc-unsafe-memory-access=allow");
    }
    words.addAll(
        List.of(
            "-cp",
            classPath,
            "tv.aircheck.playback.pictures.child.PictureProgram",
            Long.toString(2 * deadline.toMillis())));
    return words;
  }
}
