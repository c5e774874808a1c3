package tv.aircheck.bench.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where cases measure: a work folder, ports, processes. Closing it ends what still runs, latest
 * first, and removes the work folder.
 */
public final class Lab implements AutoCloseable {
  private static final long POLL_MS = 10;
  private static final long FILLING_SECONDS = 120;

  private final LabSettings settings;
  private final Path work;
  private final FullMemory memory = FullMemory.claim();
  private final Deque<Measured> running = new ArrayDeque<>();
  private int folders;
  private boolean closed;

  public Lab(LabSettings settings) throws IOException {
    this.settings = settings;
    Files.createDirectories(settings.workParent());
    this.work = Files.createTempDirectory(settings.workParent(), "aircheck-bench");
  }

  public LabSettings settings() {
    return settings;
  }

  /** A new, empty folder. */
  public synchronized Path folder(String name) throws IOException {
    return Files.createDirectory(work.resolve("%03d-%s".formatted(folders++, name)));
  }

  public int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The processor that a server has for itself; none when there is only one. */
  public OptionalInt serverCpu() {
    return cpu(0);
  }

  /** The processor of whoever makes the load, apart from {@link #serverCpu}. */
  public OptionalInt loadCpu() {
    return cpu(1);
  }

  private static OptionalInt cpu(int number) {
    return Runtime.getRuntime().availableProcessors() > 1
        ? OptionalInt.of(number)
        : OptionalInt.empty();
  }

  /** Starts a program whose words go to files in its folder. */
  public synchronized Measured start(Program program) throws IOException {
    return keep(Measured.start(program, memory, program.outputFile()));
  }

  /** Starts a program whose standard output is read by the caller. */
  public synchronized Measured startTalking(Program program) throws IOException {
    return keep(Measured.start(program, memory, ProcessBuilder.Redirect.PIPE));
  }

  /** To be called before a load that writes; see {@link FullMemory}. */
  public void fillMemory() throws Exception {
    Program filler = memory.filler(folder("filler"));
    if (filler != null) {
      start(filler).await(FILLING_SECONDS);
    }
  }

  /** How memory was, for the notes below a table. */
  public String memoryWords() {
    return memory.words();
  }

  private Measured keep(Measured process) {
    if (closed) {
      process.kill();
      throw new IllegalStateException("the lab is closed: " + process.name() + " was not started");
    }
    running.push(process);
    return process;
  }

  /** Of a clock that only goes forward. */
  public long nanos() {
    return System.nanoTime();
  }

  /** The time of day, which processes of this machine share. */
  public long wallMs() {
    return InstantSource.system().millis();
  }

  /** Tells who waits where we are. */
  public void say(String line) {
    settings.progress().println(line);
    settings.progress().flush();
  }

  /**
   * Measures with each server in turn and that again and again, so that what changes on the machine
   * meanwhile meets all of them. After each turn all of it is stopped and removed.
   *
   * @param each how long a turn takes, about
   */
  public void alternate(String name, Duration each, List<Trial> trials) throws Exception {
    int repeats = settings.repeats();
    for (int repeat = 1; repeat <= repeats; repeat++) {
      for (int i = 0; i < trials.size(); i++) {
        int left = (repeats - repeat + 1) * trials.size() - i;
        say(
            "%s: %s, %d of %d; about %d s, all of it about %d s"
                .formatted(
                    name,
                    trials.get(i).who(),
                    repeat,
                    repeats,
                    each.toSeconds(),
                    each.toSeconds() * left));
        try {
          trials.get(i).work().run();
        } finally {
          clear();
        }
      }
    }
  }

  /**
   * Asks again and again until it is so.
   *
   * @throws IllegalStateException when it does not become so in time
   */
  public void await(String what, Duration patience, Condition condition) throws Exception {
    long begin = nanos();
    while (!condition.holds()) {
      if (nanos() - begin > patience.toNanos()) {
        throw new IllegalStateException(
            "waited %d s in vain for this: %s".formatted(patience.toSeconds(), what));
      }
      Thread.sleep(POLL_MS);
    }
  }

  /** Lets time pass, for what can only be waited for. */
  public void rest(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  /** Ends what runs and removes what was written. */
  public synchronized void clear() {
    while (!running.isEmpty()) {
      running.pop().kill();
    }
    Folders.empty(work);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      clear();
      Folders.remove(work);
      memory.close();
    }
  }

  /** Something that will be so. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws Exception;
  }

  /** A measurement with one server. */
  public record Trial(String who, Work work) {}

  /** What is done with one server, once. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }
}
