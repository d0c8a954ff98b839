-- What the comparison of the event store with the events' topic came to. In the store's database, so that it survives
-- restarts, and every process can show it.

-- The round that is under way: one row.
CREATE TABLE completeness.round (
    only_row           boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    -- The incarnation of the topic; of an earlier one nothing is kept.
    topic_id           text        NOT NULL,
    started_at         timestamptz NOT NULL,
    -- Everything up to here is compared in this round, and where to read on: offset by partition.
    position           bigint      NOT NULL,
    offsets            json        NOT NULL,
    -- The last round that came to its end, and the position where that was.
    completed_at       timestamptz,
    completed_position bigint
);

-- By range of positions and partition: how many events there are and the sum of their digests, "events:digest".
CREATE TABLE completeness.verified_range (
    after_position bigint      NOT NULL,
    up_to_position bigint      NOT NULL,
    partition      integer     NOT NULL,
    stored         text        NOT NULL,
    published      text        NOT NULL,
    -- Of the whole range.
    mismatches     bigint      NOT NULL,
    verified_at    timestamptz NOT NULL,
    PRIMARY KEY (after_position, partition)
);

-- What is wrong, event by event; a limited number of each range.
CREATE TABLE completeness.mismatch (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    after_position bigint      NOT NULL,
    kind           text        NOT NULL,
    position       bigint      NOT NULL,
    partition      integer     NOT NULL,
    record_offset  bigint      NOT NULL,
    found_at       timestamptz NOT NULL
);
CREATE INDEX mismatch_range ON completeness.mismatch (after_position);
