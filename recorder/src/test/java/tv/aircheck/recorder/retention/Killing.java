package tv.aircheck.recorder.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import tv.aircheck.testkit.ChildProcess;

/** Runs retention and lets it die: at a step of its own, or with its process. */
final class Killing {
  /** Each run of the tests dies at other steps; to see one again, name its seed. */
  private static final String SEED = "aircheck.test.seed";

  /** How many at most; a thousand are all. */
  private static final String STEPS = "aircheck.test.steps";

  private static final String MIDDLE = "in the middle";

  private Killing() {}

  static void run(SmallArchive archive, Steps steps) throws IOException {
    Keeper keeper = archive.keeper(steps);
    RunListener stepping =
        new RunListener() {
          @Override
          public void step(PlannedAction action, long segments) {
            steps.step();
          }

          @Override
          public void ended(RunReport.Line line) {
            steps.step();
          }
        };
    keeper.run(keeper.plan(keeper.facts()), Keeper.JOB, false, stepping);
  }

  static void dies(SmallArchive archive, int at) throws IOException {
    boolean died = false;
    try {
      run(archive, new Steps(at));
    } catch (Steps.Killed e) {
      died = true;
    }
    assertThat(died).as("died at step %d", at).isTrue();
  }

  /** Some of the steps, one from each part of the run, so that no part is left out. */
  static List<Integer> some(int steps) {
    int parts = Math.min(steps, Integer.getInteger(STEPS, 10));
    long seed = Long.getLong(SEED, System.nanoTime());
    Random random = new Random(seed);
    List<Integer> some = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      int first = i * steps / parts + 1;
      some.add(first + random.nextInt((i + 1) * steps / parts + 1 - first));
    }
    System.out.printf("-D%s=%d: at steps %s of %d%n", SEED, seed, some, steps);
    return some;
  }

  static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path path : walk.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
    return to;
  }

  /** A process that runs it is killed when it has deleted so many segments of a show. */
  static void process(Path data, String show, long segments) throws Exception {
    try (ChildProcess child =
        ChildProcess.start(
            "retention",
            List.of(
                ChildProcess.java(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Killing.class.getName(),
                data.toString(),
                show,
                Long.toString(segments)))) {
      child.awaitLine("it is in the middle", Duration.ofSeconds(60), MIDDLE::equals);
      child.kill();
    }
  }

  /** That process: stops for ever when it is there. */
  public static void main(String[] arguments) throws Exception {
    SmallArchive archive = SmallArchive.in(Path.of(arguments[0]));
    Keeper keeper = archive.keeper();
    keeper.run(
        keeper.plan(keeper.facts()),
        Keeper.JOB,
        false,
        new RunListener() {
          @Override
          public void step(PlannedAction action, long segments) {
            if (action.id().equals(arguments[1]) && segments == Long.parseLong(arguments[2])) {
              System.out.println(MIDDLE);
              while (true) {
                LockSupport.park();
              }
            }
          }
        });
  }
}
