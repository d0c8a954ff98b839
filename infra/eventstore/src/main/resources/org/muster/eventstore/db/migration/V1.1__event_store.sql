-- All order comes from one row: every append advances eventstore.head first and holds its row lock until commit. So positions
-- have no gap and become visible in their order, whatever number of processes append.
CREATE TABLE eventstore.head (
    one      boolean PRIMARY KEY DEFAULT true CHECK (one),
    position bigint NOT NULL CHECK (position >= 0)
) WITH (fillfactor = 10, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);
-- fillfactor: every batch updates this row; room in its page keeps the update HOT, so that no index entry is written.

INSERT INTO eventstore.head (position) VALUES (0);

-- In partitions by position: an index stays as small, and an insert as fast, as the newest partition is, and old ranges can be
-- detached. Every key below is, or can be narrowed by, the position.
--
-- No index on the id: it is needed once in a lifetime, after an answer was lost, and then among the newest only.
CREATE TABLE eventstore.event (
    position    bigint      NOT NULL,
    id          uuid        NOT NULL,
    type        text        NOT NULL COLLATE "C",
    version     text        NOT NULL COLLATE "C",
    -- The entity whose history the event belongs to first. Kept beside the payload, so that nobody decodes it to publish it.
    subject     text        NOT NULL COLLATE "C",
    recorded_at timestamptz NOT NULL,
    payload     bytea       NOT NULL,
    metadata    json        NOT NULL,
    tags        text[]      NOT NULL COLLATE "C",
    CONSTRAINT event_position PRIMARY KEY (position)
) PARTITION BY RANGE (position);

-- recorded_at nearly grows with the position: a few kilobytes per million events answer "recorded since".
CREATE INDEX event_recorded_at ON eventstore.event USING brin (recorded_at);

-- One row per tag of an event, under a hash of 8 bytes: two fifths of the room and three fifths of the work of text. With the
-- type in the key, a reader of one event in 75,000 of its tag reads one entry; a reader of all types of a tag reads the 65,536
-- keys that begin with it.
CREATE TABLE eventstore.event_tag (
    key      bigint NOT NULL,
    position bigint NOT NULL
) PARTITION BY RANGE (position);

-- Not unique: two tags of one event may share a key.
CREATE INDEX event_tag_key ON eventstore.event_tag (key, position);

-- The first of a tag's keys: 48 bits of its hash. Different tags may share it, so found events are compared.
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

SELECT eventstore.reach(1);

-- Tags are indexed behind the writer, in larger portions and in the order of their keys: that is less work for the disk, and none
-- for the writer. Readers look through the events that are not indexed yet.
CREATE TABLE eventstore.tag_index (
    one      boolean PRIMARY KEY DEFAULT true CHECK (one),
    -- The tags of every event up to here are in eventstore.event_tag.
    position bigint NOT NULL
) WITH (fillfactor = 10, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);

INSERT INTO eventstore.tag_index (position) VALUES (0);

-- Indexes the next events up to one that is committed. A session that comes while another one indexes does nothing. Returns the
-- position up to which tags are indexed once this is committed, which must be durably: processes remember it over a crash of the
-- server.
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

-- The tags that have ever occurred, as a chain of Bloom filters: a process reads them at its start instead of all tags. Derived
-- from eventstore.event: rows may be deleted at any time, and are then made anew.
CREATE TABLE eventstore.tag_filter (
    format  integer NOT NULL,
    ordinal integer NOT NULL,
    -- Of the events in (after, up_to]. A chain counts as far as each filter begins where the one before it ends.
    after   bigint  NOT NULL,
    up_to   bigint  NOT NULL,
    tags    integer NOT NULL,
    bits    bytea   NOT NULL,
    PRIMARY KEY (format, ordinal)
);
-- Random bits do not compress.
ALTER TABLE eventstore.tag_filter ALTER COLUMN bits SET STORAGE EXTERNAL;

-- Snapshots of folded states: a process that starts folds the events since, and not a history of years. Derived from
-- eventstore.event: rows may be deleted at any time, and are then made anew.
CREATE TABLE eventstore.snapshot (
    name     text    NOT NULL COLLATE "C",
    -- Of the fold: a changed fold never reads a snapshot of an older one.
    version  integer NOT NULL,
    id       text    NOT NULL COLLATE "C",
    -- Every event up to here is folded in.
    position bigint  NOT NULL,
    state    bytea   NOT NULL,
    PRIMARY KEY (name, version, id)
) WITH (fillfactor = 50);
