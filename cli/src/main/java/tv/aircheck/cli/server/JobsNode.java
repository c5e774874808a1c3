package tv.aircheck.cli.server;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.metrics.JobMetrics;
import tv.aircheck.recorder.jobs.Job;
import tv.aircheck.recorder.jobs.JobListener;
import tv.aircheck.recorder.jobs.JobRunner;
import tv.aircheck.recorder.jobs.JobScheduler;

/** A process that runs jobs. */
public final class JobsNode {
  private JobsNode() {}

  /** By the clock, until it is closed. */
  static JobScheduler start(
      Config config, Archive archive, NodeIdentity node, MeterRegistry metrics) {
    List<Job> jobs = KnownJobs.of(config, archive);
    InstantSource clock = InstantSource.system();
    JobMetrics listener = new JobMetrics(metrics, clock, archive.index());
    jobs.forEach(job -> listener.watch(job.name()));
    JobRunner runner = runner(config, archive, "server " + node.name(), listener);
    return JobScheduler.start(
        jobs, config.jobs(), runner, "jobs of " + config.data().toAbsolutePath().normalize());
  }

  /**
   * @param who what kind of process this is
   */
  public static JobRunner runner(Config config, Archive archive, String who, JobListener listener) {
    String holder = who + " (process " + ProcessHandle.current().pid() + " on " + host() + ")";
    return new JobRunner(archive.index(), InstantSource.system(), holder, config.jobs(), listener);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this machine";
    }
  }
}
