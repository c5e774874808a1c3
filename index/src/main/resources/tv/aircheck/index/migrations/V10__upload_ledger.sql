-- The ledger gets a fourth state, VERIFIED, what is wrong with a single segment (trouble), and what the questions asked all
-- the time would else have to look up: the channel and the bytes. Made anew, since a CHECK cannot be changed.
ALTER TABLE uploads RENAME TO uploads_before;

CREATE TABLE uploads (
  take_seq           BIGINT NOT NULL,
  start_position     BIGINT NOT NULL,
  channel_id         BIGINT NOT NULL,
  file_bytes         BIGINT NOT NULL,
  state              TEXT NOT NULL CHECK (state IN ('PENDING', 'UPLOADING', 'STORED', 'VERIFIED')),
  attempts           INTEGER NOT NULL DEFAULT 0,
  next_attempt_at_ms BIGINT NOT NULL,
  trouble            TEXT,
  last_error         TEXT,
  PRIMARY KEY (take_seq, start_position),
  FOREIGN KEY (take_seq, start_position) REFERENCES segments (take_seq, start_position)
) ${clustered};

-- What was stored until now went into a directory, which compared the bytes with their checksum before it took them.
INSERT INTO uploads (take_seq, start_position, channel_id, file_bytes, state, attempts, next_attempt_at_ms, last_error)
  SELECT u.take_seq, u.start_position, b.channel_id, s.file_bytes,
    CASE u.state WHEN 'STORED' THEN 'VERIFIED' ELSE 'PENDING' END, u.attempts, 0, u.last_error
  FROM uploads_before u
  JOIN segments s ON s.take_seq = u.take_seq AND s.start_position = u.start_position
  JOIN takes t ON t.seq = u.take_seq
  JOIN broadcasts b ON b.id = t.broadcast_id;

DROP TABLE uploads_before;

-- All three are as large as what is under way, however much is stored. The first answers from itself which channels wait, what
-- is oldest in each, and how many bytes wait.
CREATE INDEX uploads_waiting ON uploads (channel_id, take_seq, start_position, next_attempt_at_ms, file_bytes)
  WHERE state = 'PENDING' AND trouble IS NULL;
CREATE INDEX uploads_under_way ON uploads (state, next_attempt_at_ms) WHERE state IN ('UPLOADING', 'STORED');
CREATE INDEX uploads_in_trouble ON uploads (next_attempt_at_ms) WHERE trouble IS NOT NULL;

-- What went to the store in each of the last minutes, and what waited at its end.
CREATE TABLE upload_minutes (
  started_at_ms BIGINT PRIMARY KEY,
  segments      BIGINT NOT NULL DEFAULT 0,
  bytes         BIGINT NOT NULL DEFAULT 0,
  backlog_bytes BIGINT
);

-- The last times the store as a whole took nothing; one without an end lasts.
CREATE TABLE store_outages (
  started_at_ms  BIGINT PRIMARY KEY,
  ended_at_ms    BIGINT,
  failures       BIGINT NOT NULL,
  next_try_at_ms BIGINT NOT NULL,
  last_error     TEXT NOT NULL
);
