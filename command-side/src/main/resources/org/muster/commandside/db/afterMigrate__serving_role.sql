-- Lets the role that serves do what serving needs, and nothing else. Runs after every migration, as the role that owns the
-- schemas; does nothing where one role is both.
DO $$
DECLARE
    serving text := '${serving}';
    one     regclass;
BEGIN
    IF serving = current_user THEN
        RAISE WARNING 'The serving role owns the events: it could change them. See spring.flyway.user';
        RETURN;
    END IF;
    -- Processes that start at once would update the same rights.
    PERFORM pg_advisory_xact_lock(hashtextextended('muster serving role', 0));

    EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO %I', current_database(), serving);
    EXECUTE format('GRANT USAGE ON SCHEMA eventstore, vault, tlog, completeness, audit, automation TO %I', serving);
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA eventstore, vault, tlog, audit FROM %I', serving);
    EXECUTE format('GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA eventstore, vault, tlog, audit TO %I', serving);
    EXECUTE format('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA eventstore TO %I', serving);
    -- The tree grows, and a checkpoint gets cosignatures; tiles are never changed.
    EXECUTE format('GRANT UPDATE ON tlog.tree, tlog.checkpoint TO %I', serving);
    -- Partitions are made while serving; only their owner can, by this function.
    ALTER FUNCTION eventstore.reach(bigint) SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
    -- Refusals and what happens at the door are kept for a time; accesses to personal data for ever.
    EXECUTE format('GRANT DELETE ON audit.refusal, audit.door TO %I', serving);
    EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA audit TO %I', serving);
    -- A person is erased by deleting key and fingerprint.
    EXECUTE format('GRANT DELETE ON vault.volunteer_key, vault.identity TO %I', serving);
    -- The head, snapshots and the state of the index are no record of what happened: they move on.
    FOR one IN
        SELECT c.oid::regclass FROM pg_class c
        WHERE c.relnamespace = 'eventstore'::regnamespace AND c.relkind IN ('r', 'p')
          AND c.relname !~ '^(event|event_tag|flyway_schema_history)(_[0-9]+)?$'
    LOOP
        EXECUTE format('GRANT UPDATE, DELETE ON %s TO %I', one, serving);
    END LOOP;
    -- What comparing came to can be found out again.
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA completeness TO %I', serving);
    EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA completeness TO %I', serving);
    -- What is planned can be planned anew from the events.
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA automation TO %I', serving);
    -- Where the planning of automations has come to is counted beside the events.
    EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA eventstore TO %I', serving);
END $$;
