package tv.aircheck.bench.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.lab.LoadProcess;
import tv.aircheck.bench.lab.Measured;

/**
 * What a server used while it was played from.
 *
 * @param cpuSeconds in the measured window
 * @param gigabytes of FLV that came in it
 * @param rss bytes of memory at its end
 * @param turnedAway players refused, or cut off later
 */
record Played(double cpuSeconds, double gigabytes, long rss, int turnedAway) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * Plays and measures.
   *
   * @param from as the load generator takes it
   * @param more arguments for it
   */
  static Played from(Lab lab, Measured server, int players, String from, String... more)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of("play", "--from", from, "--again"));
    arguments.addAll(List.of("--count", Integer.toString(players)));
    arguments.addAll(List.of("--warm", lab.settings().warm().toSeconds() + "s"));
    arguments.addAll(List.of("--measure", lab.settings().measure().toSeconds() + "s"));
    arguments.addAll(List.of(more));
    LoadProcess load = LoadProcess.start(lab, lab.loadCpu(), arguments);
    load.await("measuring", lab.settings().warm().plus(PATIENCE));
    double before = server.cpuSeconds();
    load.await("measured", lab.settings().measure().plus(PATIENCE));
    double used = server.cpuSeconds() - before;
    long rss = server.rss();
    server.mustLive();
    JsonNode result = load.await("result", PATIENCE);
    JsonNode connections = result.path("connections");
    if (!connections.path("reasons").isEmpty()) {
      lab.say("players were turned away: " + connections.path("reasons"));
    }
    return new Played(
        used,
        result.path("window").path("volume").path("tagBytes").asLong() / 1e9,
        rss,
        connections.path("refused").asInt() + connections.path("cut").asInt());
  }

  double cpuPerGigabyte() {
    return cpuSeconds / gigabytes;
  }
}
