-- The keys under which personal data are sealed. Deleting a volunteer's row erases the person everywhere, in every copy
-- of the events, while all counts stay the same.
CREATE TABLE vault.volunteer_key (
    volunteer  text        PRIMARY KEY,
    keyset     bytea       NOT NULL, -- a Tink keyset, wrapped by the master key and bound to the volunteer's id
    created_at timestamptz NOT NULL DEFAULT now()
);

-- Which master key this database was sealed with: one row. A process that has another refuses to start.
CREATE TABLE vault.master_key (
    only_row    boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    check_value text    NOT NULL
);
