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
