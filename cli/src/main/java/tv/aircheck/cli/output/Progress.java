package tv.aircheck.cli.output;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine;

/** How far long work is: a bar on a terminal, a plain line each tenth elsewhere. */
public final class Progress implements AutoCloseable {
  private static final int TENTHS = 10;

  private final ProgressBar bar;
  private final CommandLine command;
  private final String task;
  private final long total;
  private long tenthsSaid;
  private boolean closed;

  private record Unit(String name, long size) {}

  private Progress(ProgressBar bar, CommandLine command, String task, long total) {
    this.bar = bar;
    this.command = command;
    this.task = task;
    this.total = total;
  }

  /** Of so many things. */
  public static Progress of(String task, long total, String unit, CommandLine command) {
    return of(task, total, new Unit(unit, 1), command);
  }

  public static Progress ofBytes(String task, long total, CommandLine command) {
    return of(task, total, new Unit(" MiB", 1L << 20), command);
  }

  public static Progress ofMillis(String task, long total, CommandLine command) {
    return of(task, total, new Unit(" s", 1_000L), command);
  }

  private static Progress of(String task, long total, Unit unit, CommandLine command) {
    if (!Screen.isTerminal()) {
      return new Progress(null, command, task, total);
    }
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .setUnit(unit.name(), unit.size())
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(100)
            .build();
    return new Progress(bar, command, task, total);
  }

  /** So much is done. */
  public void at(long done) {
    if (bar != null) {
      bar.stepTo(done);
      return;
    }
    long tenths = total <= 0 ? 0 : Math.min(TENTHS, done * TENTHS / total);
    if (tenths > tenthsSaid) {
      tenthsSaid = tenths;
      command.getErr().println(task + ": " + tenths * TENTHS + " %");
      command.getErr().flush();
    }
  }

  /** All of it is done; what is printed from here on stands below the bar. */
  public void done() {
    at(total);
    close();
  }

  @Override
  public void close() {
    if (bar != null && !closed) {
      closed = true;
      bar.close();
    }
  }
}
