package tv.aircheck.cli.top;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import tv.aircheck.cli.output.Cells;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.output.Table;
import tv.aircheck.cli.status.JobStatus;
import tv.aircheck.cli.status.Status;
import tv.aircheck.cli.status.TakeStatus;

/** A status as lines of a terminal. Pure. */
final class TopView {
  private static final double MILLION = 1e6;
  private static final int MILLIS = 1000;

  /** Behind by more is worth a look: a recorder syncs each two seconds. */
  private static final double LATE_SECONDS = 10;

  /** Of takes there should be so many at least before jobs are given a line. */
  private static final int FEWEST_TAKES = 6;

  private static final String KEYS =
      "q quit  p pause  order: c b l k g v t (again: turned)  up/down, page up/down";

  /** How a line is shown. */
  enum Look {
    PLAIN,
    HEADING,
    ALARM
  }

  /** A line without its end. */
  record Line(String text, Look look) {}

  private final ZoneId zone;

  TopView(ZoneId zone) {
    this.zone = zone;
  }

  /** All of it, for a printer or a file: as many lines as there are. */
  List<Line> whole(Status status, int width) {
    List<Line> lines = new ArrayList<>(head(status, TopState.START, null));
    lines.add(plain(""));
    lines.addAll(takes(status, TopState.START, width));
    lines.add(plain(""));
    lines.addAll(jobs(status, width));
    return lines.stream().map(line -> fit(line, width)).toList();
  }

  /**
   * Exactly as many lines as the terminal has.
   *
   * @param trouble why the status is old; null when it is not
   */
  List<Line> screen(Status status, TopState state, String trouble, int width, int height) {
    List<Line> lines = new ArrayList<>(head(status, state, trouble));
    List<Line> takes = takes(status, state, width);
    List<Line> jobs = jobs(status, width);
    int rows = page(status, height);
    lines.add(takes.get(0));
    int first = 1 + Math.min(state.first(), Math.max(0, takes.size() - 1 - rows));
    lines.addAll(takes.subList(first, Math.min(takes.size(), first + rows)));
    int left = height - 1 - lines.size();
    if (left > 2 && !jobs.isEmpty()) {
      lines.add(plain(""));
      lines.addAll(jobs.subList(0, Math.min(jobs.size(), left - 1)));
    }
    while (lines.size() < height - 1) {
      lines.add(plain(""));
    }
    List<Line> shown = new ArrayList<>(lines.subList(0, Math.max(0, height - 1)));
    shown.add(new Line(KEYS, Look.HEADING));
    return shown.stream().map(line -> fit(line, width)).toList();
  }

  /** How many takes are seen at once on a terminal of so many lines. */
  int page(Status status, int height) {
    int beside = HEAD_LINES + 2; // Their heading, and the keys.
    int jobs = status.jobs().isEmpty() ? 0 : status.jobs().size() + 2;
    int without = Math.max(1, height - beside);
    return Math.max(Math.min(without, FEWEST_TAKES), without - jobs);
  }

  private static final int HEAD_LINES = 4;

  private List<Line> head(Status status, TopState state, String trouble) {
    Status.Node node = status.node();
    String title =
        "aircheck %s  %s  %s  up %s  %s%s"
            .formatted(
                node.version(),
                node.name(),
                String.join(",", node.roles()),
                duration(node.uptime()),
                time(status.at()),
                state.paused() ? "  paused" : "");
    return List.of(
        trouble == null ? new Line(title, Look.HEADING) : new Line(trouble, Look.ALARM),
        onAir(status, state),
        uploads(status.uploads()),
        spool(status.spool()));
  }

  private static Line onAir(Status status, TopState state) {
    long bits = status.takes().stream().mapToLong(TakeStatus::bitsPerSecond).sum();
    long viewers = status.takes().stream().mapToLong(TakeStatus::viewers).sum();
    long bad = status.takes().stream().filter(TopView::isBad).count();
    String words =
        "on air   %s, %s Mbit/s, %s; by %s%s%s"
            .formatted(
                Human.count(status.takes().size(), "take"),
                mega(bits),
                Human.count(viewers, "viewer"),
                state.sort().word(),
                state.reversed() ? ", turned" : "",
                bad == 0 ? "" : "; " + bad + " to look at");
    return new Line(words, bad == 0 ? Look.PLAIN : Look.ALARM);
  }

  private static Line uploads(Status.Uploads uploads) {
    if (uploads == null) {
      return plain("uploads  none: this node records nothing");
    }
    String waiting =
        uploads.waiting().segments() == 0
            ? "nothing waits"
            : "%d wait, %s, the oldest for %s"
                .formatted(
                    uploads.waiting().segments(),
                    Human.bytes(uploads.waiting().bytes()),
                    uploads.lag() == null ? "?" : duration(uploads.lag()));
    String words = "uploads  " + waiting + "; " + Human.bytes(uploads.bytesPerSecond()) + "/s";
    if (uploads.storeAway() != null) {
      return new Line(words + "; the store is away: " + uploads.storeAway(), Look.ALARM);
    }
    return uploads.troubled() == 0
        ? plain(words)
        : new Line(words + "; " + uploads.troubled() + " to look at: store status", Look.ALARM);
  }

  private static Line spool(Status.Spool spool) {
    if (spool == null) {
      return plain("spool    none: this node records nothing");
    }
    String words =
        "spool    %s of %s in %d files, %s free on the disk"
            .formatted(
                Human.bytes(spool.bytes()),
                Human.bytes(spool.highWater()),
                spool.files(),
                Human.bytes(spool.free()));
    return switch (spool.state()) {
      case "ample" -> plain(words);
      case "scarce" -> new Line(words + ": new takes are not recorded", Look.ALARM);
      default -> new Line(words + ": nothing is recorded", Look.ALARM);
    };
  }

  /** The headings, and a line for each. */
  private static List<Line> takes(Status status, TopState state, int width) {
    Comparator<TakeStatus> order = state.sort().order;
    List<TakeStatus> sorted =
        status.takes().stream().sorted(state.reversed() ? order.reversed() : order).toList();
    Table table =
        new Table(
            "CHANNEL", ">ON AIR", ">MBIT/S", ">KEYS", ">LAG", ">GAPS", ">VIEW", "STATE", "~ORIGIN");
    for (TakeStatus take : sorted) {
      table.row(
          take.channel(),
          duration(take.duration()),
          mega(take.bitsPerSecond()),
          seconds(take.keyframeInterval()),
          seconds(take.log().lag()),
          take.gaps().count(),
          take.viewers(),
          take.state(),
          take.origin());
    }
    List<String> texts = table.lines(width);
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(texts.get(0), Look.HEADING));
    for (int i = 0; i < sorted.size(); i++) {
      lines.add(new Line(texts.get(i + 1), isBad(sorted.get(i)) ? Look.ALARM : Look.PLAIN));
    }
    return lines;
  }

  private List<Line> jobs(Status status, int width) {
    if (status.jobs().isEmpty()) {
      return List.of();
    }
    Table table = new Table("JOB", "LAST RUN", "RESULT", "NEXT RUN", "~WORDS");
    for (JobStatus job : status.jobs()) {
      table.row(
          job.name(),
          job.lastStartedAt() == null ? "" : time(job.lastStartedAt()),
          job.state().replace('-', ' '),
          job.nextRunAt() == null ? "by hand" : time(job.nextRunAt()),
          job.holder() == null ? job.lastWords() : "by " + job.holder());
    }
    List<String> texts = table.lines(width);
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(texts.get(0), Look.HEADING));
    for (int i = 0; i < status.jobs().size(); i++) {
      String state = status.jobs().get(i).state();
      boolean bad = state.equals("failed") || state.equals("found-wrong");
      lines.add(new Line(texts.get(i + 1), bad ? Look.ALARM : Look.PLAIN));
    }
    return lines;
  }

  private static boolean isBad(TakeStatus take) {
    Double lag = take.log().lag();
    boolean late = lag == null || lag > LATE_SECONDS;
    return late || take.gaps().count() > 0 || take.state().equals("waiting");
  }

  private static Line plain(String text) {
    return new Line(text, Look.PLAIN);
  }

  private static Line fit(Line line, int width) {
    return new Line(Cells.fit(line.text(), width), line.look());
  }

  private String time(String iso) {
    return Human.time(Instant.parse(iso).toEpochMilli(), zone);
  }

  private static String duration(double seconds) {
    return Human.duration((long) (seconds * MILLIS));
  }

  private static String mega(long bitsPerSecond) {
    return String.format(Locale.ROOT, "%.2f", bitsPerSecond / MILLION);
  }

  private static String seconds(Double seconds) {
    return seconds == null ? "-" : String.format(Locale.ROOT, "%.1fs", seconds);
  }
}
