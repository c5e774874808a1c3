package tv.aircheck.bench.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What the load generator says in the end.
 *
 * @param turnedAway refused, or cut off later
 * @param windowTagBytes sent, or received, in the measured window: as FLV tags, whatever the
 *     protocol
 * @param totalTagBytes the same of the whole run
 * @param latenessP99Ms how late it sent: when much, it was the bottleneck
 * @param cpuSeconds it used itself in the window
 * @param reasons why any were turned away
 */
public record LoadResult(
    int turnedAway,
    long windowTagBytes,
    long totalTagBytes,
    double latenessP99Ms,
    double cpuSeconds,
    List<String> reasons) {

  static LoadResult of(JsonNode said) {
    JsonNode connections = said.path("connections");
    JsonNode window = said.path("window");
    List<String> reasons =
        StreamSupport.stream(
                ((Iterable<String>) () -> connections.path("reasons").fieldNames()).spliterator(),
                false)
            .toList();
    return new LoadResult(
        connections.path("refused").asInt() + connections.path("cut").asInt(),
        window.path("volume").path("tagBytes").asLong(),
        said.path("total").path("tagBytes").asLong(),
        window.path("timingsMs").path("lateness").path("p99").asDouble(),
        window.path("cpuSeconds").asDouble(),
        reasons);
  }

  public double windowGigabytes() {
    return windowTagBytes / 1e9;
  }

  /** Bytes sent that a server has not recorded. */
  public double missing(long recorded) {
    return (double) (totalTagBytes - recorded);
  }
}
