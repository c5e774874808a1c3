package tv.aircheck.bench.load;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** One run, from the first connection to the last goodbye. */
final class LoadRun {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RunPlan plan;
  private final Crowd crowd;
  private final Attendance attendance;
  private final EventLoopGroup loops;
  private final LongSupplier ticker;
  private final Lines lines;

  LoadRun(RunPlan plan, Crowd crowd, Venue venue, Lines lines) {
    this.plan = plan;
    this.crowd = crowd;
    this.attendance = venue.attendance();
    this.loops = venue.loops();
    this.ticker = venue.ticker();
    this.lines = lines;
  }

  RunResult run() throws InterruptedException {
    lines.say("entering", new Entering(plan.count(), plan.within().toMillis()));
    enterAll();
    attendance.awaitAnswers(plan.count(), plan.within().plus(PATIENCE));
    lines.say("connected", attendance.count());
    long answered = ticker.getAsLong();
    attendance.awaitEmpty(plan.warm());
    Window window = measure();
    attendance.awaitEmpty(plan.total().minusNanos(ticker.getAsLong() - answered));
    long goodbye = leaveAll();
    RunResult result =
        new RunResult(
            attendance.count(), window, crowd.volume(), TimeUnit.NANOSECONDS.toMillis(goodbye));
    lines.say("result", result);
    return result;
  }

  private void enterAll() {
    long step = plan.within().toNanos() / plan.count();
    for (int i = 0; i < plan.count(); i++) {
      int number = i;
      var unused = loops.schedule(() -> crowd.enter(number), step * i, TimeUnit.NANOSECONDS);
    }
  }

  private Window measure() throws InterruptedException {
    if (!plan.warm().isZero()) {
      // What took how long while things warmed up is nobody's business.
      crowd.timings();
    }
    Mark from = mark("measuring");
    attendance.awaitEmpty(plan.measure());
    Mark to = mark("measured");
    Map<String, Quantiles> timings = crowd.timings();
    return new Window(
        (to.nanos - from.nanos) / 1e9,
        to.volume.minus(from.volume),
        (to.cpuNanos - from.cpuNanos) / 1e9,
        timings);
  }

  private Mark mark(String name) {
    Mark mark =
        new Mark(ticker.getAsLong(), cpuNanos(), crowd.volume(), attendance.count().present());
    lines.say(name, mark);
    return mark;
  }

  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  private long leaveAll() throws InterruptedException {
    long from = ticker.getAsLong();
    attendance.leaving();
    crowd.leave();
    attendance.awaitEmpty(PATIENCE);
    return ticker.getAsLong() - from;
  }

  private record Entering(int count, long withinMs) {}

  /**
   * @param nanos of this process's monotonic clock
   * @param cpuNanos that this process has used
   * @param volume since the beginning
   */
  private record Mark(long nanos, long cpuNanos, Volume volume, int present) {}

  /** What happened between the two marks. */
  record Window(
      double seconds, Volume volume, double cpuSeconds, Map<String, Quantiles> timingsMs) {}

  /**
   * @param total since the beginning
   * @param goodbyeMs until the last one was gone: a server that lags has more to read before that
   */
  record RunResult(Attendance.Count connections, Window window, Volume total, long goodbyeMs) {
    /** Whether nobody was refused or cut off. */
    @JsonIgnore
    boolean isComplete() {
      return connections.refused() == 0 && connections.cut() == 0;
    }
  }
}
