package tv.aircheck.recorder.jobs;

/** Something that is done again and again, by the clock or by hand. */
public interface Job {
  /** As settings and commands call it. */
  String name();

  /** What it does, in one line. */
  String about();

  /**
   * Does it once. Between two steps it calls {@link JobContext#step}, which throws when it has to
   * stop; what it has done by then must be good for the next run to go on from.
   */
  JobOutcome run(JobContext context) throws Exception;

  /** What a job does. */
  @FunctionalInterface
  interface Work {
    JobOutcome run(JobContext context) throws Exception;
  }

  static Job of(String name, String about, Work work) {
    return new Job() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String about() {
        return about;
      }

      @Override
      public JobOutcome run(JobContext context) throws Exception {
        return work.run(context);
      }
    };
  }
}
