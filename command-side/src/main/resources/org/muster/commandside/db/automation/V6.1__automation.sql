-- What is to come: by automation and by the event that made something due. The row goes when all of it is done.
CREATE TABLE automation.agenda_item (
    automation text   NOT NULL,
    position   bigint NOT NULL, -- of the event in the store, where it is read again when its day has come
    next_on    date   NOT NULL, -- the next day on which something of it is due
    done       text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (automation, position)
);
CREATE INDEX agenda_item_next ON automation.agenda_item (next_on, position);

-- The day on which automations first ran here: what was due before is never sent.
CREATE TABLE automation.start (
    only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    started_on date    NOT NULL
);
