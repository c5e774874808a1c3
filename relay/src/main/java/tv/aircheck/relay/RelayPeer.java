package tv.aircheck.relay;

/**
 * The node at the other end, once both have proved that they know the secret. Fired through the
 * pipeline as a user event when the handshake is done.
 *
 * @param minor the lower of both ends' minor versions: what may be used on this connection
 * @param maxFrameBytes the largest payload the other end accepts
 * @param idleMs the other end closes the connection when it has heard nothing for so long
 */
public record RelayPeer(String nodeId, Role role, int minor, int maxFrameBytes, int idleMs) {}
