package tv.aircheck.bench.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The load generator as a process of its own: started with arguments, it says what happens in lines
 * of JSON.
 */
public final class LoadProcess {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MAIN = "tv.aircheck.bench.load.LoadGenerator";

  private final Measured process;
  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();

  private LoadProcess(Measured process) {
    this.process = process;
  }

  /** Starts it with the class path and the Java that this program runs with. */
  public static LoadProcess start(Lab lab, OptionalInt cpu, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:+UseSerialGC", "-Dio.netty.jfr.enabled=false", "-XX:MaxDirectMemorySize=2g"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    command.addAll(arguments);
    Program program = Program.of("load", lab.folder("load"), command).pinnedTo(cpu);
    LoadProcess load = new LoadProcess(lab.startTalking(program));
    Thread reader = new Thread(load::read, "load-reader");
    reader.setDaemon(true);
    reader.start();
    return load;
  }

  /** Marks are taken while an event is handled, so the reader does nothing but read. */
  private void read() {
    try (BufferedReader lines = process.reader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        events.add(JSON.readTree(line));
      }
      events.add(JSON.createObjectNode().put("event", "end"));
    } catch (IOException e) {
      throw new UncheckedIOException("what the load generator says cannot be read", e);
    }
  }

  /**
   * Waits for what it says when something happens.
   *
   * @throws IllegalStateException when it ends first, or when it takes too long
   */
  public JsonNode await(String event, Duration patience) throws Exception {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      JsonNode said = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (said == null) {
        throw new IllegalStateException(
            "the load generator did not say '%s' within %d s"
                .formatted(event, patience.toSeconds()));
      }
      String name = said.path("event").asText();
      if (name.equals(event)) {
        return said;
      }
      if (name.equals("end")) {
        process.await(patience.toSeconds());
        process.mustLive();
      }
    }
  }

  /** Waits until it has said goodbye to the servers. */
  public LoadResult result(Duration patience) throws Exception {
    return LoadResult.of(await("result", patience));
  }

  /** Lets it say goodbye before its time. */
  public void stop() throws IOException {
    process.tell("stop");
  }
}
