package tv.aircheck.relay;

import java.time.Duration;

/**
 * What one end of a connection puts up with.
 *
 * @param maxDataBytes largest payload of a DATA frame; holds the largest FLV tag by default
 * @param maxControlBytes largest payload of any other frame after the handshake
 * @param handshake from the connection's start to WELCOME
 * @param idle how long the other end may be silent; at least 100 ms
 */
public record RelayLimits(
    int maxDataBytes, int maxControlBytes, Duration handshake, Duration idle) {

  /** Largest payload before WELCOME; fixed by the protocol. */
  public static final int HANDSHAKE_BYTES = 1024;

  public static final RelayLimits DEFAULT =
      new RelayLimits(
          Frame.Data.HEADER + 0xFFFFFF + 15,
          4 << 20,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30));

  public RelayLimits {
    if (maxDataBytes <= Frame.Data.HEADER || maxControlBytes < HANDSHAKE_BYTES) {
      throw new IllegalArgumentException(
          "relay limits too small: DATA " + maxDataBytes + ", other frames " + maxControlBytes);
    }
    if (idle.toMillis() < 100 || idle.toHours() > 1) {
      throw new IllegalArgumentException("relay idle limit must be 100 ms to 1 h, is " + idle);
    }
  }
}
