-- Folded states put away, so that a process that starts folds what happened since and not a history of years. Derived from
-- eventstore.event: rows may be deleted at any time, and are then made anew.
CREATE TABLE eventstore.snapshot (
    name     text    NOT NULL COLLATE "C",
    -- Of the fold: a changed fold never reads what an older one made.
    version  integer NOT NULL,
    id       text    NOT NULL COLLATE "C",
    -- Every event up to here is folded in.
    position bigint  NOT NULL,
    state    bytea   NOT NULL,
    PRIMARY KEY (name, version, id)
) WITH (fillfactor = 50);
