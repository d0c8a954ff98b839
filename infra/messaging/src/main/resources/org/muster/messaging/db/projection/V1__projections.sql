-- How far each projection has come in each partition of the events' topic. A row moves in the transaction that writes the
-- projection's rows, so the two never disagree.
CREATE TABLE projection_checkpoint (
    projection    text        NOT NULL,
    partition     integer     NOT NULL CHECK (partition >= 0),
    -- The incarnation of the topic: offsets of one that was deleted mean nothing in the next.
    topic_id      text        NOT NULL,
    -- The offset after the last event applied.
    next_offset   bigint      NOT NULL CHECK (next_offset >= 0),
    -- Of that event; absent at the start. Kafka tells by it whether its log still has the event.
    leader_epoch  integer,
    -- The highest position applied: an event with this or a lower one is a duplicate.
    last_position bigint      NOT NULL CHECK (last_position >= 0),
    -- What was handled, applied or parked, since the first event; what is skipped as known does not count again. So whoever
    -- knows what was published up to the offset sees at once whether a batch was skipped.
    events        bigint      NOT NULL CHECK (events >= 0),
    -- Sum of their digests modulo 2^64 (EventDigest).
    digest        numeric(20, 0) NOT NULL CHECK (digest >= 0 AND digest < 18446744073709551616),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (projection, partition)
) WITH (fillfactor = 50); -- room to update in place, which happens with each batch

-- Everything up to here was found applied by somebody who said so to others. A process that starts knows nothing of what was
-- published yet, and must not say less than was said before. Only grows.
CREATE TABLE projection_applied (
    projection text   NOT NULL PRIMARY KEY,
    position   bigint NOT NULL CHECK (position >= 0)
) WITH (fillfactor = 50);

-- Events that a projection could not apply, and those of the same subject that came after them: a queue per subject. A row
-- is written in the transaction that moves the checkpoint past its record, so an event is either applied or here.
CREATE SEQUENCE parked_event_order;

CREATE TABLE parked_event (
    projection    text        NOT NULL,
    -- The key of the record: what belongs together and keeps its order.
    subject       text        NOT NULL,
    -- The event's place in the event store. Negative: the record states none, and was given a number to be named by.
    position      bigint      NOT NULL,
    -- The order in which they were parked, which is that of their partition.
    queued        bigint      NOT NULL DEFAULT nextval('parked_event_order'),
    topic         text        NOT NULL,
    partition     integer     NOT NULL,
    record_offset bigint      NOT NULL,
    -- The record as it was published, byte for byte; headers are a list of name and value in base64.
    record_key    bytea,
    record_value  bytea,
    headers       json        NOT NULL,
    -- Why it could not be applied; absent: it waits behind one that could not.
    cause         text,
    parked_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (projection, position)
);
CREATE INDEX parked_event_queue ON parked_event (projection, partition, subject, queued);

-- What people did about them. Only added to.
CREATE TABLE parking_act (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    who        text        NOT NULL,
    act        text        NOT NULL CHECK (act IN ('RETRIED', 'DISCARDED')),
    projection text        NOT NULL,
    subject    text        NOT NULL,
    -- Discarded: the event. Retried: the last event that was applied, absent if none was.
    position   bigint,
    -- Discarded: the person's. Retried: what came of it.
    reason     text        NOT NULL
);

-- A rebuildable projection has its tables in a schema per generation. Live batches write the active one, a rebuild fills the
-- next, and views of the tables' names show the active one to queries.
CREATE TABLE projection_generation (
    projection   text        NOT NULL,
    generation   integer     NOT NULL CHECK (generation > 0),
    schema_name  text        NOT NULL UNIQUE,
    -- RETIRED: was active, and stays until somebody drops it.
    state        text        NOT NULL CHECK (state IN ('FILLING', 'ACTIVE', 'RETIRED')),
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    activated_at timestamptz,
    PRIMARY KEY (projection, generation)
);
CREATE UNIQUE INDEX projection_generation_active ON projection_generation (projection) WHERE state = 'ACTIVE';

-- Rebuilds that were asked for. What such a row says is enough for any process to go on with one whose process died.
CREATE TABLE projection_rebuild (
    id                bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    projection        text        NOT NULL,
    generation        integer     NOT NULL,
    policy            text        NOT NULL CHECK (policy IN ('ALWAYS', 'IF_EQUAL', 'NEVER')),
    phase             text        NOT NULL DEFAULT 'REQUESTED',
    -- What people want of it: whoever works on it looks here between two batches.
    wish              text        NOT NULL DEFAULT 'RUN' CHECK (wish IN ('RUN', 'PAUSE', 'CANCEL')),
    requested_by      text        NOT NULL,
    requested_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    started_at        timestamptz,
    ended_at          timestamptz,
    -- Counted in offsets of the log, which include the markers of transactions.
    offsets_done      bigint      NOT NULL DEFAULT 0,
    offsets_total     bigint      NOT NULL DEFAULT 0,
    events_per_second bigint      NOT NULL DEFAULT 0,
    -- Why it waits or failed.
    problem           text,
    report            json
);
CREATE UNIQUE INDEX projection_rebuild_open ON projection_rebuild (projection) WHERE ended_at IS NULL;

-- What people did about them. Only added to.
CREATE TABLE projection_rebuild_act (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    who        text        NOT NULL,
    act        text        NOT NULL CHECK (act IN ('REQUESTED', 'PAUSED', 'RESUMED', 'CANCELLED', 'DROPPED')),
    projection text        NOT NULL,
    generation integer     NOT NULL
);
