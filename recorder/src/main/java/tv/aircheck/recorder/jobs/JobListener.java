package tv.aircheck.recorder.jobs;

import tv.aircheck.index.JobResult;

/** What an observer of jobs may count. Called on the thread that ran the job; must be quick. */
public interface JobListener {
  JobListener NONE = (job, result, durationMs, atMs) -> {};

  void ended(String job, JobResult result, long durationMs, long atMs);
}
