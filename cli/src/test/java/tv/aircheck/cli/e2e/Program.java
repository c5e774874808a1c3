package tv.aircheck.cli.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tv.aircheck.cli.Aircheck;
import tv.aircheck.testkit.ChildProcess;

/** The program as a process of its own. */
final class Program {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String ALL_IN_ONE =
      """
      data: %s
      rtmp: 127.0.0.1:0
      relay: 127.0.0.1:0
      http: 127.0.0.1:0
      recorder:
        broadcasts:
          reconnect-window: 1s
      """;

  private Program() {}

  /** A server with all roles on ports of the system's choice. */
  static ChildProcess serve(Path data) throws IOException {
    Path config = data.resolveSibling(data.getFileName() + ".yml");
    return serve(Files.writeString(config, ALL_IN_ONE.formatted(data)), "-Xmx512m");
  }

  static ChildProcess serve(Path config, String... jvmOptions) {
    List<String> command = new ArrayList<>(List.of(ChildProcess.java(), "-XX:+UseSerialGC"));
    command.addAll(List.of(jvmOptions));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Aircheck.class.getName()));
    command.addAll(List.of("serve", "--config", config.toString()));
    return ChildProcess.start("aircheck serve", command);
  }

  /** Any command. */
  static ChildProcess run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(ChildProcess.java(), "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Aircheck.class.getName()));
    command.addAll(List.of(arguments));
    return ChildProcess.start("aircheck " + arguments[0], command);
  }

  static void awaitRunning(ChildProcess server) {
    server.awaitLine("that it runs", PATIENCE, line -> line.contains("is running"));
  }

  /** Waits until a server says that it runs; returns where its RTMP is: rtmp://HOST:PORT. */
  static String awaitRtmp(ChildProcess server) {
    String line = server.awaitLine("where to publish", PATIENCE, text -> text.contains("publish "));
    String url = line.substring(line.indexOf("rtmp://"));
    return url.substring(0, url.lastIndexOf("/live/"));
  }
}
