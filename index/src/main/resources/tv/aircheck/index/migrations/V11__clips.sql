-- A fifth state: CLIPPED, of which only what its clips cover is left. The column is made anew, as for MARKED.
DROP INDEX broadcasts_of_channel;
DROP INDEX broadcasts_by_state;
ALTER TABLE broadcasts RENAME COLUMN state TO state_before;
ALTER TABLE broadcasts ADD COLUMN state TEXT NOT NULL DEFAULT 'ENDED'
  CHECK (state IN ('LIVE', 'ENDED', 'MARKED', 'REMOVING', 'CLIPPED'));
UPDATE broadcasts SET state = state_before;
ALTER TABLE broadcasts DROP COLUMN state_before;
CREATE INDEX broadcasts_of_channel ON broadcasts (channel_id, started_at_ms, id, state);
CREATE INDEX broadcasts_by_state ON broadcasts (state, started_at_ms, id);

-- A named part of a broadcast. As long as its row is there, marked or not, nothing deletes what it covers. The channel stands
-- here too, so that a channel's newest are found by one index.
CREATE TABLE clips (
  id            TEXT PRIMARY KEY,
  broadcast_id  TEXT NOT NULL REFERENCES broadcasts (id),
  channel_id    BIGINT NOT NULL REFERENCES channels (id),
  title         TEXT,
  created_at_ms BIGINT NOT NULL,
  marked_at_ms  BIGINT,
  delete_at_ms  BIGINT,
  marked_by     TEXT
);
CREATE INDEX clips_newest ON clips (created_at_ms, id);
CREATE INDEX clips_of_channel ON clips (channel_id, created_at_ms, id);
CREATE INDEX clips_of_broadcast ON clips (broadcast_id, created_at_ms, id);

-- What a clip covers of each take, in the terms of the take's log, which never move: offsets in a show do, when a hole appears.
CREATE TABLE clip_ranges (
  clip_id       TEXT NOT NULL REFERENCES clips (id) ON DELETE CASCADE,
  ordinal       INTEGER NOT NULL,
  take_seq      BIGINT NOT NULL REFERENCES takes (seq),
  from_position BIGINT NOT NULL,
  to_position   BIGINT NOT NULL,
  from_ms       BIGINT NOT NULL,
  to_ms         BIGINT NOT NULL,
  PRIMARY KEY (clip_id, ordinal)
) ${clustered};
CREATE INDEX clip_ranges_of_take ON clip_ranges (take_seq, from_position, to_position);
