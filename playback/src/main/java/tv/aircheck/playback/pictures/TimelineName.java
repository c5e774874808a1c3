package tv.aircheck.playback.pictures;

import java.nio.charset.StandardCharsets;
import tv.aircheck.playback.Fingerprint;
import tv.aircheck.playback.Moment;
import tv.aircheck.playback.Show;
import tv.aircheck.playback.Span;

/**
 * A word for where in a show what is: another one when an offset means another moment than before.
 * How long its last take goes on changes nothing, so that a show on air keeps its word.
 */
final class TimelineName {
  private static final int BYTES = 6;

  private TimelineName() {}

  static String of(Show show) {
    StringBuilder words = new StringBuilder();
    for (Span span : show.timeline().spans()) {
      long startMs = show.timeline().offsetMs(new Moment(span, span.fromMs()));
      words.append(
          "%s %d %d %d\n"
              .formatted(show.take(span).id(), span.fromPosition(), span.fromMs(), startMs));
    }
    return Fingerprint.of(words.toString().getBytes(StandardCharsets.UTF_8), BYTES);
  }
}
