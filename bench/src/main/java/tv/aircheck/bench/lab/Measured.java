package tv.aircheck.bench.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A running program and its children: what they use, and their end. */
public final class Measured {
  private static final long PATIENCE_SECONDS = 10;

  private final Program program;
  private final Process process;

  private Measured(Program program, Process process) {
    this.program = program;
    this.process = process;
  }

  static Measured start(Program program, FullMemory memory, Redirect output) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(memory.within(program.commandLine()));
    builder.directory(program.folder().toFile());
    builder.environment().putAll(program.environment());
    builder.redirectOutput(output);
    builder.redirectError(program.errorFile().toFile());
    return new Measured(program, builder.start());
  }

  public String name() {
    return program.name();
  }

  /** The file its standard error goes to. */
  public Path errors() {
    return program.errorFile();
  }

  /** What it says, when it was started for that. */
  BufferedReader reader() {
    return process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * @throws IllegalStateException when it has ended, with the last it said
   */
  public void mustLive() throws IOException {
    if (!process.isAlive()) {
      List<String> said = Files.readAllLines(errors());
      throw new IllegalStateException(
          "%s ended with status %d; it said: %s"
              .formatted(
                  name(),
                  process.exitValue(),
                  String.join(" / ", said.subList(Math.max(0, said.size() - 5), said.size()))));
    }
  }

  /** CPU seconds used until now, by ended threads as well. */
  public double cpuSeconds() throws IOException {
    double sum = 0;
    for (ProcessHandle handle : tree()) {
      sum += ProcessFiles.cpuSeconds(handle.pid());
    }
    return sum;
  }

  /** Bytes of memory in use now. */
  public long rss() throws IOException {
    long sum = 0;
    for (ProcessHandle handle : tree()) {
      sum += ProcessFiles.rss(handle.pid());
    }
    return sum;
  }

  /** The most bytes of memory in use since the start, or since {@link #resetPeak}. */
  public long peakRss() throws IOException {
    long sum = 0;
    for (ProcessHandle handle : tree()) {
      sum += ProcessFiles.peakRss(handle.pid());
    }
    return sum;
  }

  public void resetPeak() throws IOException {
    for (ProcessHandle handle : tree()) {
      ProcessFiles.resetPeak(handle.pid());
    }
  }

  /** Says a line to it. */
  public void tell(String line) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  /** Waits for its own end. */
  public int await(long seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "%s still runs after %d s; see %s".formatted(program.name(), seconds, errors()));
    }
    return process.exitValue();
  }

  /** Asks it to end (SIGTERM), and ends it when it does not. */
  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      kill();
    }
  }

  /** SIGKILL, children too. */
  public void kill() {
    tree().forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
  }

  private List<ProcessHandle> tree() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }
}
