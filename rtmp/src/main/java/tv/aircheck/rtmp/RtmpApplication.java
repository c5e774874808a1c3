package tv.aircheck.rtmp;

import java.util.function.DoubleConsumer;

/**
 * What a server does with those who publish and play. Every call comes on the connection's event
 * loop and must not block; the answer may be given at once or later, from any thread. Until it is
 * given nothing more is read from that connection.
 */
public interface RtmpApplication {
  /** Somebody wants to publish. Exactly one of the offer's methods must be called. */
  void publish(PublishRequest request, PublishOffer offer);

  /** Somebody wants to play. Exactly one of the offer's methods must be called. */
  void play(PlayRequest request, PlayOffer offer);

  /**
   * How long a recording is, in seconds; 0 for what is live or not known. There must be exactly one
   * reply.
   *
   * @param peer who asks
   */
  void streamLength(StreamAddress address, Peer peer, DoubleConsumer reply);
}
