package tv.aircheck.recorder.jobs;

import java.util.function.BooleanSupplier;

/** What a run knows of the world: whether it may go on, and who wants to hear how far it is. */
public final class JobContext {
  private final JobLease lease;
  private final BooleanSupplier stopping;
  private final JobProgress progress;

  JobContext(JobLease lease, BooleanSupplier stopping, JobProgress progress) {
    this.lease = lease;
    this.stopping = stopping;
    this.progress = progress;
  }

  /**
   * Before each step that changes something.
   *
   * @throws JobStopped when the run has to end here
   */
  public void step() {
    if (stopping.getAsBoolean()) {
      throw new JobStopped("stopped before its end, as this process ends");
    }
    if (!lease.isHeld()) {
      throw new JobStopped("lost its lease, as it was not renewed in time: another may be at it");
    }
  }

  /** The same, and so many things are done. */
  public void step(long done) {
    progress.at(done);
    step();
  }
}
