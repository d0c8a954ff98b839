-- Who came in, who was refused, and who read history or persons. Kept for a time.
CREATE TABLE audit.door (
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
CREATE INDEX door_at ON audit.door USING brin (at);
