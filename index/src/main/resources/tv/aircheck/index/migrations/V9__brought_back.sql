-- When somebody last asked for a show that is archived, and when it was expected to be readable. Both or none.
ALTER TABLE broadcasts ADD COLUMN asked_back_at_ms BIGINT;
ALTER TABLE broadcasts ADD COLUMN back_at_ms BIGINT;
