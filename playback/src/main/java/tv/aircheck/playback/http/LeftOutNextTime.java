package tv.aircheck.playback.http;

import java.io.IOException;
import tv.aircheck.playback.Segment;

/** A part of a show turned out to be lost for good; who asks again gets the show without it. */
final class LeftOutNextTime extends IOException {
  private static final long serialVersionUID = 1L;

  LeftOutNextTime(Segment segment, IOException why) {
    super(
        "A part of this show is lost (%s); ask again, and the rest comes without it."
            .formatted(segment.key().storeKey()),
        why);
  }
}
