package tv.aircheck.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A program from Debian's packages that a test drives; without it the test is skipped, and says so.
 */
public final class DebianProgram {
  private DebianProgram() {}

  /**
   * Where the program is. Where it is missing, the test that asks is skipped with a printed reason,
   * or fails when TESTS_NEED_PROGRAMS is set, as it is for the tests that decide whether a change
   * lands.
   */
  public static Path find(String name) {
    Optional<Path> found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isPresent()) {
      return found.get();
    }
    String reason = name + " is not installed: 'apt install " + name + "'";
    if (System.getenv("TESTS_NEED_PROGRAMS") != null) {
      throw new AssertionError(reason);
    }
    System.out.println("Skipped: " + reason);
    throw new TestAbortedException(reason);
  }
}
