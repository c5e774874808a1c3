package tv.aircheck.playback.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
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
    MessageDigest digest = sha256();
    for (String word : words) {
      digest.update(word.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return quoted(digest);
  }

  /** Of these bytes. */
  public static String of(byte[] bytes) {
    MessageDigest digest = sha256();
    digest.update(bytes);
    return quoted(digest);
  }

  private static String quoted(MessageDigest digest) {
    return '"' + HexFormat.of().formatHex(digest.digest(), 0, BYTES) + '"';
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
