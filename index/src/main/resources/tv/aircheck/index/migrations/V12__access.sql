-- Who may see, change and publish what. Of a token only the hash is here (SHA-256, hex): 32 random bytes cannot be guessed from it.
-- A publish key is one with the role PUBLISHER.
CREATE TABLE credentials (
  id              TEXT PRIMARY KEY,
  hash            TEXT NOT NULL UNIQUE,
  role            TEXT NOT NULL CHECK (role IN ('PUBLISHER', 'VIEWER', 'OWNER', 'OPERATOR')),
  pattern         TEXT NOT NULL,
  name            TEXT NOT NULL,
  created_at_ms   BIGINT NOT NULL,
  expires_at_ms   BIGINT,
  last_used_at_ms BIGINT
);

-- Who signed in with a token, until when; hash is of what the cookie holds. Goes with its token.
CREATE TABLE sessions (
  hash          TEXT PRIMARY KEY,
  credential_id TEXT NOT NULL REFERENCES credentials (id) ON DELETE CASCADE,
  expires_at_ms BIGINT NOT NULL
);
CREATE INDEX sessions_of_credential ON sessions (credential_id);
CREATE INDEX sessions_by_end ON sessions (expires_at_ms);

ALTER TABLE channels ADD COLUMN visibility TEXT NOT NULL DEFAULT 'PUBLIC'
  CHECK (visibility IN ('PUBLIC', 'UNLISTED', 'PRIVATE'));
-- NULL: as its channel.
ALTER TABLE broadcasts ADD COLUMN visibility TEXT CHECK (visibility IN ('PUBLIC', 'UNLISTED', 'PRIVATE'));
