package tv.aircheck.rtmp;

import java.time.Duration;

/**
 * How long a peer may take.
 *
 * @param handshake from accepted to the last byte of the handshake, however the bytes trickle
 * @param connect from there to the connect command
 * @param idle connected, and neither publishing nor playing
 * @param publishMedia without audio or video from a publisher
 * @param message from the first to the last byte of one message
 * @param ping a silent peer is asked after this long, and given up after three times as long
 * @param linger for the last words to go out before the socket is closed
 */
public record TimeLimits(
    Duration handshake,
    Duration connect,
    Duration idle,
    Duration publishMedia,
    Duration message,
    Duration ping,
    Duration linger) { // width: one name for each kind of waiting
  // width ends
  public static final TimeLimits DEFAULTS =
      new TimeLimits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5));
}
