package tv.aircheck.bench.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.lab.Measured;
import tv.aircheck.bench.lab.Program;

/**
 * An nginx in a folder of its own, with as many workers as it has processors.
 *
 * @param cpu the only processor it may use, or none
 */
record Nginx(Path folder, OptionalInt cpu) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * Starts it and waits until it listens.
   *
   * @param parts what stands in its configuration beside the settings of its processes
   */
  Measured start(Lab lab, int port, String parts) throws Exception {
    Path configuration = folder.resolve("nginx.conf");
    // The parts come first: modules have to be loaded before any other block.
    Files.writeString(configuration, parts + processes());
    Measured process =
        lab.start(
            Program.of(
                    "nginx",
                    folder,
                    List.of(
                        "nginx",
                        "-p",
                        folder.toString(),
                        "-c",
                        configuration.toString(),
                        "-e",
                        folder.resolve("error.log").toString()))
                .pinnedTo(cpu));
    lab.await(
        "nginx listens",
        PATIENCE,
        () -> {
          process.mustLive();
          return listens(port);
        });
    return process;
  }

  private String processes() {
    int workers = cpu.isPresent() ? 1 : Runtime.getRuntime().availableProcessors();
    // As root, workers would become a user that may not write into our folder.
    String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
    return """
        daemon off;
        %s
        pid %s;
        worker_processes %d;
        worker_rlimit_nofile 65536;
        events { worker_connections 16384; }
        """
        .formatted(user, folder.resolve("nginx.pid"), workers);
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }
}
