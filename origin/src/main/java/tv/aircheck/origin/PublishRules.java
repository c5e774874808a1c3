package tv.aircheck.origin;

import java.time.Duration;

/**
 * When a publisher counts as gone, and how far it may run ahead.
 *
 * @param silence no media for so long: another publisher with the right to the channel may take it
 *     over
 * @param idle no media for so long: the publisher is closed
 * @param grace how long viewers wait for a publisher that went before they are told that the stream
 *     is over
 * @param ahead media time may run so far ahead of the wall clock before a recorder that lags may
 *     hold the publisher back
 */
public record PublishRules(Duration silence, Duration idle, Duration grace, Duration ahead) {
  public static final PublishRules DEFAULT =
      new PublishRules(
          Duration.ofSeconds(8),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5));
}
