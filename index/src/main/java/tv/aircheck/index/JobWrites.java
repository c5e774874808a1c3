package tv.aircheck.index;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Changes to jobs. */
public final class JobWrites extends Jobs {
  JobWrites(Handles handles) {
    super(handles);
  }

  /**
   * Sets when a job is run next. A run that is due already stays due; one that is planned by the
   * same schedule stays as it is.
   *
   * @param schedule null: it is not run by the clock any more
   * @param nextRunAtMs null with schedule, and for a schedule that has no more runs
   */
  public void plan(String name, String schedule, Long nextRunAtMs, long nowMs) {
    handles.with(
        h -> {
          ensure(h, name);
          return h.createUpdate(
                  """
                  UPDATE jobs SET next_run_at_ms = CASE
                      WHEN CAST(:schedule AS TEXT) IS NULL THEN NULL
                      WHEN next_run_at_ms IS NULL THEN :next
                      WHEN schedule = :schedule OR next_run_at_ms <= :now THEN next_run_at_ms
                      ELSE :next END,
                    schedule = :schedule
                  WHERE name = :name
                  """)
              .bind("schedule", schedule)
              .bind("next", nextRunAtMs)
              .bind("now", nowMs)
              .bind("name", name)
              .execute();
        });
  }

  /**
   * Begins a run, unless a lease is in force. Gives the lease's token.
   *
   * @param onlyIfDue nor when it is not due, since another process has run it meanwhile
   */
  public Optional<Long> claim(
      String name, String holder, long untilMs, long nowMs, boolean onlyIfDue) {
    return handles.with(
        h -> {
          ensure(h, name);
          int claimed =
              h.createUpdate(
                      """
                      UPDATE jobs SET holder = :holder, lease_until_ms = :until,
                        token = token + 1, last_started_at_ms = :now, last_ended_at_ms = NULL,
                        last_result = NULL, last_words = NULL
                      WHERE name = :name AND (holder IS NULL OR lease_until_ms <= :now)
                        AND (NOT :onlyIfDue OR next_run_at_ms <= :now)
                      """)
                  .bind("name", name)
                  .bind("holder", holder)
                  .bind("until", untilMs)
                  .bind("now", nowMs)
                  .bind("onlyIfDue", onlyIfDue)
                  .execute();
          return claimed == 0
              ? Optional.<Long>empty()
              : Optional.of(
                  h.createQuery("SELECT token FROM jobs WHERE name = :name")
                      .bind("name", name)
                      .mapTo(Long.class)
                      .one());
        });
  }

  /** Prolongs a lease; false when it is another's by now. One that has run out comes back. */
  public boolean renew(String name, long token, long untilMs) {
    return handles.with(
            h ->
                h.createUpdate(
                        "UPDATE jobs SET lease_until_ms = :until"
                            + " WHERE name = :name AND token = :token AND holder IS NOT NULL")
                    .bind("until", untilMs)
                    .bind("name", name)
                    .bind("token", token)
                    .execute())
        > 0;
  }

  /**
   * Ends a run and gives its lease back; false, and nothing is changed, when the lease is another's
   * by now.
   *
   * @param run with its end
   * @param nextRunAtMs not looked at when it was STOPPED: it is due as before
   */
  public boolean finish(String name, long token, JobRow.Run run, Long nextRunAtMs) {
    return handles.with(
            h ->
                h.createUpdate(
                        """
                        UPDATE jobs SET holder = NULL, lease_until_ms = NULL,
                          last_ended_at_ms = :ended, last_result = :result, last_words = :words,
                          next_run_at_ms = CASE WHEN schedule IS NULL THEN NULL
                            WHEN :stopped THEN next_run_at_ms ELSE :next END,
                          last_success_at_ms =
                            CASE WHEN :success THEN :ended ELSE last_success_at_ms END,
                          failures = failures + CASE WHEN :failed THEN 1 ELSE 0 END
                        WHERE name = :name AND token = :token AND holder IS NOT NULL
                        """)
                    .bind("ended", run.endedAtMs())
                    .bind("result", run.result().name())
                    .bind("words", run.words())
                    .bind("stopped", run.result() == JobResult.STOPPED)
                    .bind("next", nextRunAtMs)
                    .bind("success", run.result().isSuccess())
                    .bind("failed", run.result() == JobResult.FAILED)
                    .bind("name", name)
                    .bind("token", token)
                    .execute())
        > 0;
  }

  private static void ensure(Handle h, String name) {
    h.createUpdate("INSERT INTO jobs (name) VALUES (:name) ON CONFLICT (name) DO NOTHING")
        .bind("name", name)
        .execute();
  }
}
