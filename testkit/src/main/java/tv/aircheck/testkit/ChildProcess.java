package tv.aircheck.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Another process, whose output is kept. What fails says what the process said. Closing it kills
 * it, as {@code kill -9} does.
 */
public final class ChildProcess implements AutoCloseable {
  private static final int LAST_LINES = 40;

  private final String name;
  private final Process process;
  private final List<String> out = new ArrayList<>();
  private final List<String> err = new ArrayList<>();
  private final Thread outReader;
  private final Thread errReader;

  private ChildProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.outReader = reader(process.getInputStream(), out);
    this.errReader = reader(process.getErrorStream(), err);
  }

  /** Starts a command; its words are the failures' too, by this name. */
  public static ChildProcess start(String name, List<String> command) {
    try {
      return new ChildProcess(name, new ProcessBuilder(command).start());
    } catch (IOException e) {
      throw new UncheckedIOException(name + " did not start: " + command, e);
    }
  }

  /** The java program that runs the tests. */
  public static String java() {
    return System.getProperty("java.home") + "/bin/java";
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it has written to standard output so far. */
  public List<String> output() {
    synchronized (out) {
      return List.copyOf(out);
    }
  }

  /** Waits until a line of the output is as wanted, and returns it; fails when it ends before. */
  public String awaitLine(String what, Duration patience, Predicate<String> wanted) {
    return Await.value(
        name + " says " + what,
        patience,
        () -> {
          boolean ended = !process.isAlive() && !outReader.isAlive();
          Optional<String> line = output().stream().filter(wanted).findFirst();
          if (line.isEmpty() && ended) {
            throw new IOException("it ended with " + process.exitValue() + "\n" + lastWords());
          }
          return line;
        });
  }

  /** Waits for the end; fails when it takes longer. */
  public int awaitExit(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
        throw new AssertionError(
            name + " did not end within " + patience.toMillis() + " ms\n" + lastWords());
      }
      outReader.join();
      errReader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
      throw new AssertionError("interrupted while " + name + " runs", e);
    }
  }

  /** Waits for the end, which has to be a good one; returns the output. */
  public List<String> awaitSuccess(Duration patience) {
    int exit = awaitExit(patience);
    if (exit != 0) {
      throw new AssertionError(name + " ended with " + exit + "\n" + lastWords());
    }
    return output();
  }

  /** Asks it to end, as {@code kill} does. */
  public void terminate() {
    process.destroy();
  }

  /** {@code kill -9}; returns when the process is gone. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  /** The end of what it wrote. */
  public String lastWords() {
    return tail("out", out) + tail("err", err);
  }

  private static String tail(String stream, List<String> lines) {
    synchronized (lines) {
      StringBuilder text = new StringBuilder();
      for (String line : lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())) {
        text.append(stream).append(": ").append(line).append('\n');
      }
      return text.toString();
    }
  }

  private Thread reader(InputStream from, List<String> to) {
    Thread thread = new Thread(() -> readLines(from, to), name + " output");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void readLines(InputStream from, List<String> to) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (to) {
          to.add(line);
        }
      }
    } catch (IOException e) {
      synchronized (to) {
        to.add("(output broken off: " + e.getMessage() + ")");
      }
    }
  }
}
