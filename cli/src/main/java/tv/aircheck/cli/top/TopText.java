package tv.aircheck.cli.top;

import java.io.PrintWriter;
import java.time.ZoneId;
import tv.aircheck.cli.output.Screen;

/** The view once, as plain lines. */
public final class TopText {
  private TopText() {}

  public static void print(StatusSource source, ZoneId zone, PrintWriter out) {
    new TopView(zone)
        .whole(source.status(), Screen.columns())
        .forEach(line -> out.println(line.text()));
    out.flush();
  }
}
