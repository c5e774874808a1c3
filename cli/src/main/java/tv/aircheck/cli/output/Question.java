package tv.aircheck.cli.output;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Asks before something is changed for good. */
public final class Question {
  private Question() {}

  /**
   * True only on a clear yes; the end of the input is a no, so that a script without --yes is safe.
   */
  public static boolean isYes(String question, InputStream in, PrintWriter out) {
    out.print(question + " [y/N] ");
    out.flush();
    try {
      String answer =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
      if (answer == null) {
        out.println();
        return false;
      }
      String word = answer.trim().toLowerCase(Locale.ROOT);
      return word.equals("y") || word.equals("yes");
    } catch (IOException e) {
      return false;
    }
  }
}
