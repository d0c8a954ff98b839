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
    updated_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (projection, partition)
) WITH (fillfactor = 50); -- room to update in place, which happens with each batch
