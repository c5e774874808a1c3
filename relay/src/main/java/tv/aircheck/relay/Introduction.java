package tv.aircheck.relay;

import java.util.Arrays;
import java.util.Objects;

/**
 * How a node presents itself: the body of HELLO and of CHALLENGE.
 *
 * @param maxFrameBytes the largest payload this node accepts
 * @param idleMs this node closes the connection when it has heard nothing for so long
 * @param features bit set of optional features; none exist in version 1.0
 * @param nonce 32 random bytes, new for every connection
 */
@SuppressWarnings("ArrayRecordComponent") // 32 bytes that are only ever hashed
record Introduction(
    int major,
    int minor,
    Role role,
    int maxFrameBytes,
    int idleMs,
    long features,
    byte[] nonce,
    String nodeId) {

  @Override
  public boolean equals(Object other) {
    return other instanceof Introduction that
        && major == that.major
        && minor == that.minor
        && role == that.role
        && maxFrameBytes == that.maxFrameBytes
        && idleMs == that.idleMs
        && features == that.features
        && Arrays.equals(nonce, that.nonce)
        && nodeId.equals(that.nodeId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(major, minor, role, features, Arrays.hashCode(nonce), nodeId);
  }
}
