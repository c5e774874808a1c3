package tv.aircheck.bench.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where cases measure: a work folder, ports, processes. Closing it stops what still runs, latest
 * first, and removes the work folder.
 */
public final class Lab implements AutoCloseable {
  private final LabSettings settings;
  private final Path work;
  private final Deque<Measured> running = new ArrayDeque<>();
  private int folders;

  public Lab(LabSettings settings) throws IOException {
    this.settings = settings;
    Files.createDirectories(settings.workParent());
    this.work = Files.createTempDirectory(settings.workParent(), "aircheck-bench");
  }

  public LabSettings settings() {
    return settings;
  }

  /** How often each measurement is made. */
  public int repeats() {
    return settings.quick() ? 1 : settings.repeats();
  }

  /** How long servers run before anything is measured. */
  public Duration warm() {
    return settings.quick() ? Duration.ofSeconds(5) : settings.warm();
  }

  /** How long is measured. */
  public Duration measure() {
    return settings.quick() ? Duration.ofSeconds(10) : settings.measure();
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

  public synchronized Measured start(Program program) throws IOException {
    Measured process = Measured.start(program);
    running.push(process);
    return process;
  }

  /** Tells who waits where we are. */
  public void say(String line) {
    settings.progress().println(line);
    settings.progress().flush();
  }

  /** Stops what runs and removes what was written, as the end of a case does. */
  public synchronized void clear() {
    while (!running.isEmpty()) {
      running.pop().kill();
    }
    Folders.empty(work);
  }

  @Override
  public void close() {
    clear();
    Folders.remove(work);
  }
}
