-- A fourth state: MARKED, to be deleted after a grace time and until then to be had back. The column is made anew, since a
-- CHECK cannot be changed; this way no other table has to be touched.
DROP INDEX broadcasts_of_channel;
DROP INDEX broadcasts_by_state;
ALTER TABLE broadcasts RENAME COLUMN state TO state_before;
ALTER TABLE broadcasts ADD COLUMN state TEXT NOT NULL DEFAULT 'ENDED'
  CHECK (state IN ('LIVE', 'ENDED', 'MARKED', 'REMOVING'));
UPDATE broadcasts SET state = state_before;
ALTER TABLE broadcasts DROP COLUMN state_before;
CREATE INDEX broadcasts_of_channel ON broadcasts (channel_id, started_at_ms, id, state);
CREATE INDEX broadcasts_by_state ON broadcasts (state, started_at_ms, id);

-- Since when, until when and why it is MARKED; kept while it is being removed. All three or none.
ALTER TABLE broadcasts ADD COLUMN marked_at_ms BIGINT;
ALTER TABLE broadcasts ADD COLUMN delete_at_ms BIGINT;
ALTER TABLE broadcasts ADD COLUMN marked_by TEXT;
-- The tier that all of its objects were moved to by a rule.
ALTER TABLE broadcasts ADD COLUMN tier TEXT NOT NULL DEFAULT 'STANDARD';

-- What to keep, for how long and how much of it: milliseconds, shows or bytes; -1 switches the rule off for the pattern.
CREATE TABLE retention_rules (
  pattern TEXT NOT NULL,
  rule    TEXT NOT NULL,
  amount  BIGINT NOT NULL,
  PRIMARY KEY (pattern, rule)
) ${clustered};

-- Who deleted, locked, unlocked, restored or changed a rule; rows are only ever added.
CREATE TABLE audit (
  id      ${id},
  at_ms   BIGINT NOT NULL,
  who     TEXT NOT NULL,
  action  TEXT NOT NULL,
  subject TEXT NOT NULL,
  channel TEXT NOT NULL,
  bytes   BIGINT NOT NULL,
  why     TEXT NOT NULL
);
CREATE INDEX audit_of_subject ON audit (subject, id);
