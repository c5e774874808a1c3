package tv.aircheck.playback.http;

import java.io.IOException;
import tv.aircheck.flv.BrowserTracks;
import tv.aircheck.playback.BroadcastReader;
import tv.aircheck.playback.Playback;
import tv.aircheck.playback.PublisherMetadata;
import tv.aircheck.playback.ReadLimit;
import tv.aircheck.playback.Show;
import tv.aircheck.playback.Step;

/**
 * HTTP-FLV of a show: {@code /flv/ID.flv?start=&end=}, from the keyframe at or before the start,
 * and on with what comes while it is on air.
 */
final class FlvRoute implements MediaRoute {
  private static final String TYPE = "video/x-flv";
  private static final int FIRST_READ = 64 * 1024;
  private static final double MS_PER_SECOND = 1000;

  /** Changes when the same show would give other bytes than before. */
  private static final String FORM = "flv 2";

  private final Playback playback;

  FlvRoute(Playback playback) {
    this.playback = playback;
  }

  @Override
  public MediaAnswer answer(MediaRequest request) throws MediaRefusal, IOException {
    long startMs = request.millis("start", 0);
    long endMs = request.millis("end", MediaRequest.FARTHEST_MS);
    if (endMs <= startMs) {
      throw MediaRefusal.badRequest("end= has to be later than start=.");
    }
    Show show = request.show();
    BroadcastReader reader = new BroadcastReader(playback.library(), show, endMs);
    reader.seek(startMs);
    Step first = reader.next(ReadLimit.bytes(FIRST_READ));
    if (first instanceof Step.End) {
      throw MediaRefusal.notFound("Nothing of show " + show.id() + " is recorded there.");
    }
    if (first instanceof Step.Tags tags) {
      requireForBrowsers(tags, show);
    }
    FlvStream stream = new FlvStream(playback.context(), reader, first, endMs);
    return answer(show, stream, startMs, endMs, first);
  }

  private static void requireForBrowsers(Step.Tags first, Show show) throws MediaRefusal {
    BrowserTracks tracks = BrowserTracks.of(PublisherMetadata.of(first.headers(), first.run()));
    if (!tracks.hasVideo() && !tracks.hasAudio()) {
      first.run().release();
      throw MediaRefusal.conflict(
          "Players of FLV cannot show the codecs of this show; /hls/%s/index.m3u8 has it."
              .formatted(show.id()));
    }
  }

  private static MediaAnswer answer(
      Show show, FlvStream stream, long startMs, long endMs, Step first) {
    CacheRule cache = show.onAir() ? CacheRule.NEVER : CacheRule.SETTLED;
    MediaAnswer answer =
        MediaAnswer.of(TYPE, cache, new Body.Streamed(stream)).with("Accept-Ranges", "none");
    if (first instanceof Step.Tags tags) {
      answer = answer.with("Aircheck-Start", Double.toString(tags.firstMs() / MS_PER_SECOND));
    }
    if (show.onAir()) {
      return answer;
    }
    return answer
        .tagged(ShowTag.of(show, FORM, startMs, endMs))
        .modified(show.row().endedAtMs() == null ? -1 : show.row().endedAtMs());
  }
}
