-- Who came in, who was refused, and who saw single volunteers. Kept for a time.
CREATE TABLE IF NOT EXISTS door (
    number  bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL,
    kind    text        NOT NULL, -- SIGN_IN, REFUSED, READ
    caller  text,
    client  text,
    address text        NOT NULL,
    method  text        NOT NULL,
    target  text        NOT NULL,
    status  int         NOT NULL
);
CREATE INDEX IF NOT EXISTS door_at ON door USING brin (at);
