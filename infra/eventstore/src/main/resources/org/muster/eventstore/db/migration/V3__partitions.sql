-- Events and their tags in partitions by position: an index stays as small, and an insert as fast, as the newest partition is, and
-- old ranges can be detached. Tags are found by a hash of 8 bytes: two fifths of the room and three fifths of the work of text.

ALTER TABLE eventstore.event RENAME TO event_before;
ALTER TABLE eventstore.event_before DROP CONSTRAINT event_id;
ALTER TABLE eventstore.event_before RENAME CONSTRAINT event_position TO event_before_position;
DROP INDEX eventstore.event_recorded_at;
DROP TABLE eventstore.event_tag;

-- No index on the id: it is needed once in a lifetime, after an answer was lost, and then among the newest only.
CREATE TABLE eventstore.event (
    position    bigint      NOT NULL,
    id          uuid        NOT NULL,
    type        text        NOT NULL COLLATE "C",
    version     text        NOT NULL COLLATE "C",
    recorded_at timestamptz NOT NULL,
    payload     bytea       NOT NULL,
    metadata    json        NOT NULL,
    tags        text[]      NOT NULL COLLATE "C",
    CONSTRAINT event_position PRIMARY KEY (position)
) PARTITION BY RANGE (position);

-- recorded_at grows with the position, nearly: a few kilobytes per million events answer "what was recorded since".
CREATE INDEX event_recorded_at ON eventstore.event USING brin (recorded_at);

-- One row per tag of an event. With the type in the key, a view that wants one fact in 75,000 of its tag reads 1 entry; whoever
-- wants all types of a tag reads the 65,536 keys that begin with it.
CREATE TABLE eventstore.event_tag (
    key      bigint NOT NULL,
    position bigint NOT NULL
) PARTITION BY RANGE (position);

-- Not unique: two tags of one event may share a key.
CREATE INDEX event_tag_key ON eventstore.event_tag (key, position);

-- The first of a tag's keys: 48 bits of its hash. Different tags may share it, so what is found is compared.
CREATE FUNCTION eventstore.first_key(tag text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN hashtextextended(tag, 0) & -65536;

-- The key of a tag and a type.
CREATE FUNCTION eventstore.key(tag text, type text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (hashtextextended(tag, 0) & -65536) | (hashtextextended(type, 0) & 65535);

CREATE TABLE eventstore.partitioning (
    one       boolean PRIMARY KEY DEFAULT true CHECK (one),
    -- How many positions a new partition takes.
    positions bigint  NOT NULL CHECK (positions > 0),
    -- Where the next partition will begin: smaller positions have theirs.
    reaches   bigint  NOT NULL
);
INSERT INTO eventstore.partitioning (positions, reaches) VALUES (1048576, 0);

-- Makes partitions until the position has one. Readers and writers go on meanwhile: ATTACH does not lock them out.
CREATE FUNCTION eventstore.reach(wanted bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    p    eventstore.partitioning;
    part text;
    base text;
BEGIN
    SELECT * INTO p FROM eventstore.partitioning;
    IF p.reaches > wanted THEN
        RETURN p.reaches;
    END IF;
    SELECT * INTO p FROM eventstore.partitioning FOR UPDATE;
    WHILE p.reaches <= wanted LOOP
        FOREACH base IN ARRAY ARRAY['event', 'event_tag'] LOOP
            part := base || '_' || p.reaches;
            EXECUTE format('CREATE TABLE eventstore.%I (LIKE eventstore.%I INCLUDING ALL) WITH (fillfactor = 100)', part, base);
            EXECUTE format('ALTER TABLE eventstore.%I ATTACH PARTITION eventstore.%I FOR VALUES FROM (%s) TO (%s)',
                base, part, p.reaches, p.reaches + p.positions);
        END LOOP;
        UPDATE eventstore.partitioning SET reaches = reaches + positions RETURNING * INTO p;
    END LOOP;
    RETURN p.reaches;
END $$;

SELECT eventstore.reach((SELECT position FROM eventstore.head));

INSERT INTO eventstore.event SELECT * FROM eventstore.event_before ORDER BY position;
INSERT INTO eventstore.event_tag (key, position)
SELECT eventstore.key(t.tag, e.type), e.position FROM eventstore.event e, unnest(e.tags) t(tag);
DROP TABLE eventstore.event_before;
