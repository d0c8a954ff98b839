-- What each projection has handled in each partition: how many events, and which. Moves with the checkpoint, so whoever
-- knows what was published up to its offset sees at once whether a batch was skipped.
ALTER TABLE projection_checkpoint
    -- Applied or parked since the first event; what is skipped as known does not count again. Absent: not counted from the
    -- start on, and taken from the publisher's statement when the checkpoint next stands on one.
    ADD COLUMN events bigint CHECK (events >= 0),
    -- Sum of their digests modulo 2^64 (EventDigest).
    ADD COLUMN digest numeric(20, 0) CHECK (digest >= 0 AND digest < 18446744073709551616),
    ADD CONSTRAINT counted_or_not CHECK ((events IS NULL) = (digest IS NULL));
