-- What is done by the clock, a row a job. Whoever runs one holds its lease, of which there is one in all processes: a run
-- begins only where no lease is in force, and each run has a token of its own, so that a holder whose lease went to another
-- can change nothing any more. next_run_at_ms moves on when a run has ended: what a crash broke off is still due.
CREATE TABLE jobs (
  name               TEXT PRIMARY KEY,
  schedule           TEXT,
  next_run_at_ms     BIGINT,
  holder             TEXT,
  lease_until_ms     BIGINT,
  token              BIGINT NOT NULL DEFAULT 0,
  last_started_at_ms BIGINT,
  last_ended_at_ms   BIGINT,
  last_result        TEXT CHECK (last_result IN ('DONE', 'FOUND_WRONG', 'FAILED', 'STOPPED')),
  last_words         TEXT,
  last_success_at_ms BIGINT,
  failures           BIGINT NOT NULL DEFAULT 0
) ${clustered};
