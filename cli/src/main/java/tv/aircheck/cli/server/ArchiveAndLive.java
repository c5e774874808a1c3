package tv.aircheck.cli.server;

import java.util.function.DoubleConsumer;
import tv.aircheck.index.access.Caller;
import tv.aircheck.origin.Origin;
import tv.aircheck.playback.Playback;
import tv.aircheck.rtmp.PlayOffer;
import tv.aircheck.rtmp.PlayRequest;
import tv.aircheck.rtmp.PublishOffer;
import tv.aircheck.rtmp.PublishRequest;
import tv.aircheck.rtmp.StatusCode;
import tv.aircheck.rtmp.StreamAddress;

/**
 * Sends whoever comes over RTMP to the right part: the app {@code archive} to playback, every other
 * to the origin.
 *
 * @param live null on a node that is no origin
 * @param archive null on a node that plays no archive
 */
record ArchiveAndLive(Origin live, Playback archive) {
  /** One who has the right to the channel. */
  void publish(PublishRequest request, PublishOffer offer) {
    if (Playback.isArchive(request.app())) {
      offer.refuse(
          StatusCode.PUBLISH_BAD_NAME, "'archive' is where past shows are; publish to live/NAME");
    } else if (live == null) {
      offer.refuse(StatusCode.PUBLISH_REJECTED, "this node takes no publishers in");
    } else {
      live.publish(request, offer);
    }
  }

  /** One who has not. */
  void refuse(PublishRequest request, PublishOffer offer, String words) {
    if (live == null) {
      offer.refuse(StatusCode.PUBLISH_BAD_NAME, words);
    } else {
      live.refuse(request, offer, words);
    }
  }

  /** One who has the right to the channel's live stream; to past shows, that is seen then. */
  void play(PlayRequest request, Caller caller, PlayOffer offer) {
    if (Playback.isArchive(request.app())) {
      if (archive == null) {
        offer.refuse(StatusCode.PLAY_STREAM_NOT_FOUND, "this node plays no archive");
      } else {
        archive.play(request, caller, offer);
      }
    } else if (live == null) {
      offer.refuse(StatusCode.PLAY_STREAM_NOT_FOUND, "this node has no live streams");
    } else {
      live.play(request, offer);
    }
  }

  void streamLength(StreamAddress address, Caller caller, DoubleConsumer reply) {
    if (archive != null && Playback.isArchive(address.app())) {
      archive.streamLength(address, caller, reply);
    } else {
      reply.accept(0);
    }
  }
}
