package tv.aircheck.recorder;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What makes one broadcast.
 *
 * @param reconnectWindow a publisher who comes back within it goes on with the same broadcast
 * @param splitAt the time of day at which a channel that never stops begins a new one
 * @param zone whose time of day that is
 */
public record BroadcastSettings(Duration reconnectWindow, LocalTime splitAt, ZoneId zone) {
  public static final BroadcastSettings DEFAULT =
      new BroadcastSettings(Duration.ofSeconds(60), LocalTime.of(5, 0), ZoneOffset.UTC);
}
