-- Between a person and the events: what stands for the person in events is random, and only this row says for whom. Deleting the
-- row erases the fingerprint: nobody can confirm a guess any more, not with the master key either.
CREATE TABLE vault.identity (
    fingerprint text PRIMARY KEY, -- keyed: the same person has the same
    identity    bytea NOT NULL     -- as events carry it
);
CREATE INDEX identity_of_events ON vault.identity (identity);

-- Events of older stores carry the fingerprint itself. Whoever is in the roster stays known.
DO $$
BEGIN
    IF to_regclass('eventstore.event') IS NOT NULL THEN
        INSERT INTO vault.identity
        SELECT DISTINCT known.identity, decode(known.identity, 'hex')
        FROM (SELECT convert_from(payload, 'UTF8')::json ->> 'identity' AS identity, subject
              FROM eventstore.event WHERE type = 'muster.volunteer.registered') known
        JOIN vault.volunteer_key key ON 'volunteer:' || key.volunteer = known.subject AND length(key.keyset) > 0
        WHERE known.identity ~ '^[0-9a-f]{64}$';
    END IF;
END $$;
