-- The transparency log over the events of a store. Full tiles and the frontier are written in one transaction with the size
-- that they reach, by whoever holds the advisory lock; nothing here is ever taken back.

CREATE TABLE tlog.tree (
    one      boolean PRIMARY KEY DEFAULT true CHECK (one),
    size     bigint NOT NULL CHECK (size >= 0),
    root     bytea  NOT NULL CHECK (length(root) = 32),
    -- the hashes of the partial tiles, lowest level first: at most 8,160 bytes a level
    frontier bytea  NOT NULL
) WITH (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);

-- the root of the empty tree is the hash of nothing
INSERT INTO tlog.tree (size, root, frontier) VALUES (0, sha256(''), '');

CREATE TABLE tlog.tile (
    level  smallint NOT NULL CHECK (level BETWEEN 0 AND 7),
    index  bigint   NOT NULL CHECK (index >= 0),
    hashes bytea    NOT NULL CHECK (length(hashes) = 8192),
    CONSTRAINT tile_key PRIMARY KEY (level, index)
);

CREATE TABLE tlog.checkpoint (
    size      bigint      NOT NULL CHECK (size >= 0),
    note      bytea       NOT NULL,
    signed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT checkpoint_size PRIMARY KEY (size)
);

-- Hashes do not compress: PostgreSQL need not try.
ALTER TABLE tlog.tree ALTER COLUMN frontier SET STORAGE EXTERNAL;
ALTER TABLE tlog.tile ALTER COLUMN hashes SET STORAGE EXTERNAL;
