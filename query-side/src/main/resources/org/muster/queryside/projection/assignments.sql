-- Who served where. Every row is written only by the events of one primary subject (the volunteer), hence from one
-- partition in order; nothing here refers across subjects, so there are no foreign keys between them.
-- "position" is that of the last event that wrote the row: an event is applied only if it is later, so redelivery
-- changes nothing.
-- No schema is named: each generation has these tables in a schema of its own.

-- An assignment counts on the days entry_on_duty <= day < separation_on; still open where that is null.
create table assignment (
    assignment    text   primary key,
    volunteer     text   not null,
    mission       text   not null,
    type          text   not null,
    category      text   not null,
    service_area  text   not null,
    station       text   not null,
    entry_on_duty date   not null,
    separation_on date,
    position      bigint not null
);
