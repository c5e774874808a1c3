-- Times are milliseconds: since the epoch when the name says "at" or "wall", else on the take's own clock.
-- What differs between databases comes in as placeholders (see Dialect), so that there is one set of migrations.

CREATE TABLE channels (
  id            ${id},
  app           TEXT NOT NULL,
  name          TEXT NOT NULL,
  title         TEXT,
  created_at_ms BIGINT NOT NULL,
  UNIQUE (app, name)
);

-- A broadcast bears the id of its first take, so that an index rebuilt from the segments names it the same.
CREATE TABLE broadcasts (
  id            TEXT PRIMARY KEY,
  channel_id    BIGINT NOT NULL REFERENCES channels (id),
  title         TEXT,
  started_at_ms BIGINT NOT NULL,
  ended_at_ms   BIGINT,
  state         TEXT NOT NULL CHECK (state IN ('LIVE', 'ENDED', 'REMOVING')),
  locked        BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX broadcasts_newest ON broadcasts (started_at_ms, id);
CREATE INDEX broadcasts_of_channel ON broadcasts (channel_id, started_at_ms, id);
CREATE INDEX broadcasts_by_state ON broadcasts (state, started_at_ms, id);

-- seq is what the segments refer to: a small number instead of a 26-character id in every row.
CREATE TABLE takes (
  seq              ${id},
  id               TEXT NOT NULL UNIQUE,
  broadcast_id     TEXT NOT NULL REFERENCES broadcasts (id),
  ordinal          INTEGER NOT NULL,
  origin_node      TEXT NOT NULL,
  opened_by        TEXT NOT NULL,
  previous_take_id TEXT,
  started_at_ms    BIGINT NOT NULL,
  ended_at_ms      BIGINT,
  end_reason       TEXT,
  end_position     BIGINT NOT NULL DEFAULT 0,
  end_ms           BIGINT NOT NULL DEFAULT 0,
  gap_ms           BIGINT NOT NULL DEFAULT 0,
  bytes            BIGINT NOT NULL DEFAULT 0,
  UNIQUE (broadcast_id, ordinal)
);
CREATE INDEX takes_ended ON takes (ended_at_ms);

-- Few combinations, millions of segments. Absent is '' or 0, since NULLs are never equal in a UNIQUE constraint.
CREATE TABLE codecs (
  id          ${id},
  video       TEXT NOT NULL,
  audio       TEXT NOT NULL,
  width       INTEGER NOT NULL,
  height      INTEGER NOT NULL,
  sample_rate INTEGER NOT NULL,
  channels    INTEGER NOT NULL,
  UNIQUE (video, audio, width, height, sample_rate, channels)
);

CREATE TABLE segments (
  take_seq       BIGINT NOT NULL REFERENCES takes (seq),
  start_position BIGINT NOT NULL,
  end_position   BIGINT NOT NULL,
  start_ms       BIGINT NOT NULL,
  end_ms         BIGINT NOT NULL,
  wall_clock_ms  BIGINT NOT NULL,
  head_bytes     INTEGER NOT NULL,
  file_bytes     BIGINT NOT NULL,
  crc32c         INTEGER NOT NULL,
  forced         BOOLEAN NOT NULL,
  codecs_id      BIGINT NOT NULL REFERENCES codecs (id),
  keyframes      ${bytes} NOT NULL,
  PRIMARY KEY (take_seq, start_position)
) ${clustered};
CREATE INDEX segments_by_time ON segments (take_seq, start_ms, start_position);

CREATE TABLE gaps (
  take_seq      BIGINT NOT NULL REFERENCES takes (seq),
  from_position BIGINT NOT NULL,
  to_position   BIGINT NOT NULL,
  from_ms       BIGINT NOT NULL,
  to_ms         BIGINT NOT NULL,
  reason        TEXT NOT NULL,
  noted_at_ms   BIGINT NOT NULL,
  PRIMARY KEY (take_seq, from_position)
) ${clustered};

-- The ledger of what has to go to the store. The object's key follows from the take and the position.
CREATE TABLE uploads (
  take_seq           BIGINT NOT NULL,
  start_position     BIGINT NOT NULL,
  state              TEXT NOT NULL CHECK (state IN ('PENDING', 'UPLOADING', 'STORED')),
  attempts           INTEGER NOT NULL DEFAULT 0,
  next_attempt_at_ms BIGINT NOT NULL,
  last_error         TEXT,
  PRIMARY KEY (take_seq, start_position),
  FOREIGN KEY (take_seq, start_position) REFERENCES segments (take_seq, start_position)
) ${clustered};
CREATE INDEX uploads_waiting ON uploads (state, next_attempt_at_ms) WHERE state <> 'STORED';
