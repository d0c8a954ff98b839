-- The event store. All order comes from one row: whoever appends advances eventstore.head first and holds its row lock
-- until commit. So positions have no gap and become visible in their order, whatever number of processes append.

CREATE TABLE eventstore.head (
    one      boolean PRIMARY KEY DEFAULT true CHECK (one),
    position bigint NOT NULL CHECK (position >= 0)
) WITH (fillfactor = 10, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);
-- fillfactor: each batch updates this row; room in its page keeps the update HOT, so that no index entry is written.

INSERT INTO eventstore.head (position) VALUES (0);

-- Every key below is, or can be narrowed by, the position, and nothing refers to a row by another key: old ranges of
-- positions can become partitions of their own and be detached.
CREATE TABLE eventstore.event (
    position    bigint      NOT NULL,
    id          uuid        NOT NULL,
    type        text        NOT NULL COLLATE "C",
    version     text        NOT NULL COLLATE "C",
    recorded_at timestamptz NOT NULL,
    payload     bytea       NOT NULL,
    metadata    json        NOT NULL,
    tags        text[]      NOT NULL COLLATE "C",
    CONSTRAINT event_position PRIMARY KEY (position),
    CONSTRAINT event_id UNIQUE (id)
) WITH (fillfactor = 100);

-- recorded_at grows with the position, nearly: a few kilobytes per million events answer "what was recorded since".
CREATE INDEX event_recorded_at ON eventstore.event USING brin (recorded_at);

-- One row per tag of an event. The type between tag and position is decisive: a view that wants one fact in 75,000
-- of its tag reads 1 entry, not 75,000.
CREATE TABLE eventstore.event_tag (
    tag      text   NOT NULL COLLATE "C",
    type     text   NOT NULL COLLATE "C",
    position bigint NOT NULL,
    CONSTRAINT event_tag_key PRIMARY KEY (tag, type, position)
) WITH (fillfactor = 100);
