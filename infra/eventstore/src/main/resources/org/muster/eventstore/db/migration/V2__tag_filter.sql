-- Which tags have ever occurred, as a chain of Bloom filters: what a process reads at its start instead of all tags. Derived from
-- eventstore.event: rows may be deleted at any time, and are then made anew.
CREATE TABLE eventstore.tag_filter (
    format  integer NOT NULL,
    ordinal integer NOT NULL,
    -- Of the events in (after, up_to]. A chain counts as far as each filter begins where the one before it ends.
    after   bigint  NOT NULL,
    up_to   bigint  NOT NULL,
    tags    integer NOT NULL,
    bits    bytea   NOT NULL,
    PRIMARY KEY (format, ordinal)
);
-- Random bits do not compress.
ALTER TABLE eventstore.tag_filter ALTER COLUMN bits SET STORAGE EXTERNAL;
