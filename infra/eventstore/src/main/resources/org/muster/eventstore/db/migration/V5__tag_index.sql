-- Tags are indexed behind the writer, in larger portions and in the order of their keys: for the writer, and on the disk, that is
-- the lesser part of the work. Readers look through the events that are not indexed yet.
CREATE TABLE eventstore.tag_index (
    one      boolean PRIMARY KEY DEFAULT true CHECK (one),
    -- The tags of every event up to here are in eventstore.event_tag.
    position bigint NOT NULL
) WITH (fillfactor = 10, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);

INSERT INTO eventstore.tag_index (position) SELECT position FROM eventstore.head;

-- Indexes the next events up to one that is committed. Whoever comes while another is at it goes away again. Returns up to where
-- tags are indexed once this is committed, which must be durably: processes remember it over a crash of the server.
CREATE FUNCTION eventstore.index_tags(committed bigint, events_max bigint) RETURNS bigint LANGUAGE plpgsql
    SET enable_seqscan = off SET jit = off AS $$
DECLARE
    indexed bigint;
    up_to   bigint;
BEGIN
    SELECT position INTO indexed FROM eventstore.tag_index FOR UPDATE SKIP LOCKED;
    IF indexed IS NULL THEN
        RETURN (SELECT position FROM eventstore.tag_index);
    END IF;
    up_to := least(committed, indexed + events_max);
    IF up_to <= indexed THEN
        RETURN indexed;
    END IF;
    INSERT INTO eventstore.event_tag (key, position)
    SELECT eventstore.key(t.tag, e.type), e.position FROM eventstore.event e, unnest(e.tags) t(tag)
    WHERE e.position > indexed AND e.position <= up_to
    ORDER BY 1, 2;
    UPDATE eventstore.tag_index SET position = up_to;
    RETURN up_to;
END $$;
