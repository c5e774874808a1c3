package tv.aircheck.cli.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The terminal that somebody sits at, if somebody does. */
public final class Screen {
  /** As wide as needed: what is not looked at by a person is not cut. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** In less, nothing of use can be shown. */
  private static final int NARROWEST = 20;

  private static final long PATIENCE_MS = 1_000;

  private Screen() {}

  /**
   * bin/aircheck asks newer JDKs to have no console where there is no terminal, as older ones do.
   */
  @SuppressWarnings("SystemConsoleNull")
  public static boolean isTerminal() {
    return System.console() != null;
  }

  /** How many columns it has; COLUMNS in the environment goes before what the terminal says. */
  public static int columns() {
    if (!isTerminal()) {
      return UNLIMITED;
    }
    int said = columns(System.getenv("COLUMNS"));
    return said > 0 ? said : ask();
  }

  /** Asked of the system's own program: to load a library for it would take ten times as long. */
  private static int ask() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
      if (!stty.waitFor(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
        stty.destroyForcibly();
      }
      int columns = columns(answer.substring(answer.indexOf(' ') + 1));
      return columns > 0 ? columns : UNLIMITED;
    } catch (IOException e) {
      return UNLIMITED; // No such program: lines are wrapped by the terminal.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UNLIMITED;
    }
  }

  /** 0 when it is no number, or one that cannot be. */
  private static int columns(String text) {
    try {
      int columns = text == null ? 0 : Integer.parseInt(text);
      return columns >= NARROWEST ? columns : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
