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

  private Progress(ProgressBar bar, CommandLine command, String task, long total) {
    this.bar = bar;
    this.command = command;
    this.task = task;
    this.total = total;
  }

  /** Of so many things. */
  public static Progress of(String task, long total, String unit, CommandLine command) {
    if (!Screen.isTerminal()) {
      return new Progress(null, command, task, total);
    }
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .setUnit(unit, 1)
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

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
