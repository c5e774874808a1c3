package tv.aircheck.playback.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tv.aircheck.playback.Fingerprint;
import tv.aircheck.playback.Show;
import tv.aircheck.playback.Span;

/**
 * Entity tags: the same for the same, on any node. What is made from a show is the same as long as
 * its spans are.
 */
public final class ShowTag {
  private static final int BYTES = 12;

  private ShowTag() {}

  /**
   * Of something made from a show.
   *
   * @param more what else it depends on, the form with its version first
   */
  public static String of(Show show, Object... more) {
    StringBuilder text = new StringBuilder(show.id());
    for (Span span : show.timeline().spans()) {
      text.append('/').append(show.take(span).id());
      text.append(' ').append(span.fromPosition()).append(' ').append(span.toPosition());
      text.append(' ').append(span.fromMs()).append(' ').append(span.toMs());
    }
    return of(text.toString(), Arrays.toString(more));
  }

  /** Of whatever has these words and no other has. */
  public static String of(String... words) {
    StringBuilder text = new StringBuilder();
    for (String word : words) {
      text.append(word).append('\0');
    }
    return of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Of these bytes. */
  public static String of(byte[] bytes) {
    return '"' + Fingerprint.of(bytes, BYTES) + '"';
  }
}
