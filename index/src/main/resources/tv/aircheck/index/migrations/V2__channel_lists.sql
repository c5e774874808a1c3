-- A page of channels counts the shows of each and asks whether one is on air: from the index alone now, not from each show's
-- row, nor from all that is on air anywhere.
DROP INDEX broadcasts_of_channel;
CREATE INDEX broadcasts_of_channel ON broadcasts (channel_id, started_at_ms, id, state);
