-- Of a segment's whole file, noted by whoever sends it to the store; NULL for what was stored before there were hashes.
ALTER TABLE segments ADD COLUMN sha256 ${bytes};

-- One line for each broadcast that has ended. A manifest is due when something has changed since the one that is written:
-- counted, so that a change made while one is being written makes the next due.
CREATE TABLE manifests (
  broadcast_id    TEXT PRIMARY KEY REFERENCES broadcasts (id) ON DELETE CASCADE,
  changes         BIGINT NOT NULL,
  written_changes BIGINT NOT NULL DEFAULT 0,
  revision        INTEGER NOT NULL DEFAULT 0,
  sha256          TEXT,
  bytes           BIGINT NOT NULL DEFAULT 0,
  written_at_ms   BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX manifests_due ON manifests (broadcast_id) WHERE changes <> written_changes;

-- What was found the last time each broadcast was verified.
CREATE TABLE verifications (
  broadcast_id   TEXT PRIMARY KEY REFERENCES broadcasts (id) ON DELETE CASCADE,
  depth          TEXT NOT NULL,
  sample_percent INTEGER NOT NULL,
  verified_at_ms BIGINT NOT NULL,
  segments       BIGINT NOT NULL,
  bytes          BIGINT NOT NULL,
  damaged        INTEGER NOT NULL
);

-- What is damaged and not repaired yet. A manifest's take is 0.
CREATE TABLE damages (
  broadcast_id   TEXT NOT NULL REFERENCES broadcasts (id) ON DELETE CASCADE,
  object_key     TEXT NOT NULL,
  take_seq       BIGINT NOT NULL,
  start_position BIGINT NOT NULL,
  kind           TEXT NOT NULL,
  words          TEXT NOT NULL,
  found_at_ms    BIGINT NOT NULL,
  PRIMARY KEY (broadcast_id, object_key)
) ${clustered};

-- Where a verification stands, so that it can be gone on with. The broadcasts are gone through newest first.
CREATE TABLE verify_runs (
  id             ${id},
  channel        TEXT NOT NULL,
  broadcast      TEXT NOT NULL,
  depth          TEXT NOT NULL,
  sample_percent INTEGER NOT NULL,
  started_at_ms  BIGINT NOT NULL,
  finished_at_ms BIGINT,
  page           TEXT NOT NULL DEFAULT '',
  at_take        BIGINT NOT NULL DEFAULT 0,
  at_position    BIGINT NOT NULL DEFAULT -1,
  part_segments  BIGINT NOT NULL DEFAULT 0,
  part_bytes     BIGINT NOT NULL DEFAULT 0,
  segments       BIGINT NOT NULL DEFAULT 0,
  bytes          BIGINT NOT NULL DEFAULT 0,
  damaged        BIGINT NOT NULL DEFAULT 0
);

-- Few things that are said once about the index as a whole.
CREATE TABLE markers (
  name        TEXT PRIMARY KEY,
  noted_at_ms BIGINT NOT NULL
);

-- An index that has recorded what it holds may decide about it; one that is new has to be told so.
INSERT INTO markers (name, noted_at_ms)
  SELECT 'adopted', 0 WHERE EXISTS (SELECT 1 FROM segments);

-- Takes that were removed: what the store still has of them is rubbish, and what it has of any other unknown take is not.
CREATE TABLE removed_takes (
  take_id TEXT PRIMARY KEY
);
