-- A bundle is one object that holds many segments of a broadcast. Until singles_until_ms its segments' objects of their own
-- stay beside it, KEPT; from the first one that is deleted they are GOING, at the end GONE. The queue of deletions is this,
-- a row a bundle, not one for each object.
CREATE TABLE bundles (
  seq              ${id},
  broadcast_id     TEXT NOT NULL REFERENCES broadcasts (id) ON DELETE CASCADE,
  object_key       TEXT NOT NULL UNIQUE,
  bytes            BIGINT NOT NULL,
  crc32c           INTEGER,
  made_at_ms       BIGINT NOT NULL,
  tier             TEXT NOT NULL,
  singles          TEXT NOT NULL CHECK (singles IN ('KEPT', 'GOING', 'GONE')),
  singles_until_ms BIGINT NOT NULL
);
CREATE INDEX bundles_of_broadcast ON bundles (broadcast_id, seq);
CREATE INDEX bundles_with_singles ON bundles (singles_until_ms) WHERE singles <> 'GONE';

-- Which segments are read from a bundle, and where in it they begin: four small numbers for each of a million segments. No
-- index by bundle and no reference to it, which would need one: a bundle's members are found by the takes of its broadcast.
CREATE TABLE bundle_members (
  take_seq       BIGINT NOT NULL,
  start_position BIGINT NOT NULL,
  bundle_seq     BIGINT NOT NULL,
  byte_offset    BIGINT NOT NULL,
  PRIMARY KEY (take_seq, start_position),
  FOREIGN KEY (take_seq, start_position) REFERENCES segments (take_seq, start_position)
) ${clustered};
