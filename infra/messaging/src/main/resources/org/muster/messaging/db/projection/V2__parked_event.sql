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
