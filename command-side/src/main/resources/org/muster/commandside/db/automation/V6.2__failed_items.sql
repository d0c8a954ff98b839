-- An item that failed waits for its next attempt, and holds up no other.
ALTER TABLE automation.agenda_item
    ADD COLUMN failures     integer NOT NULL DEFAULT 0, -- in a row
    ADD COLUMN failed_since timestamptz,                -- the first of them
    ADD COLUMN retry_at     timestamptz,                -- it is left alone until then
    ADD COLUMN problem      text;                       -- what kind of failure; never data of the event
CREATE INDEX agenda_item_failed ON automation.agenda_item (failed_since) WHERE failures > 0;
