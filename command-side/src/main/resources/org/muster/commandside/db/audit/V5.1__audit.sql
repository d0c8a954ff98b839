-- The commands that a rule refused. Nothing in here says who a person is: a rule never knows it. Kept for a time.
CREATE TABLE audit.refusal (
    number         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    refused_at     timestamptz NOT NULL,
    command_id     uuid        NOT NULL,
    command        text        NOT NULL,
    actor          text        NOT NULL,
    code           text        NOT NULL,
    details        json        NOT NULL,
    payload        json,                 -- the command as its rule saw it; null where that holds sealed personal data
    after_position bigint      NOT NULL, -- it was decided on the state at one of these positions
    up_to_position bigint      NOT NULL
);
CREATE INDEX refusal_command ON audit.refusal (command_id);
CREATE INDEX refusal_time ON audit.refusal USING brin (refused_at);

-- Who read personal data, of whom, and what for. Rows are only ever added.
CREATE TABLE audit.access (
    number    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        timestamptz NOT NULL DEFAULT now(),
    actor     text        NOT NULL,
    volunteer text        NOT NULL,
    purpose   text        NOT NULL,
    outcome   text        NOT NULL -- SHOWN, ERASED, UNKNOWN
);
CREATE INDEX access_volunteer ON audit.access (volunteer);
