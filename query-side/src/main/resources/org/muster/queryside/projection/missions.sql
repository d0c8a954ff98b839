-- The register of missions. Every row is written only by the events of one primary subject (the mission), hence from one
-- partition in order; nothing here refers across subjects, so there are no foreign keys between them.
-- "position" is that of the last event that wrote the row: an event is applied only if it is later, so redelivery
-- changes nothing.
-- No schema is named: each generation has these tables in a schema of its own.

create table mission (
    mission          text   primary key,
    name             text   not null,
    countries        text[] not null,
    kind             text   not null,
    lead_department  text   not null,
    adopted_on       date   not null,
    starts_on        date   not null,
    mandate_ended_on date,
    imported         boolean not null,
    position         bigint not null
);

-- A phase lasts until the next one begins.
create table mission_phase (
    mission  text   not null,
    phase    text   not null,
    from_on  date   not null,
    position bigint not null,
    primary key (mission, phase)
);

-- The establishing instrument and each extension; the latest by position holds.
create table mandate (
    mission    text   not null,
    position   bigint not null,
    instrument text   not null,
    adopted_on date   not null,
    expires_on date,
    primary key (mission, position)
);

create table mission_successor (
    mission   text   not null,
    successor text   not null,
    linked_on date   not null,
    position  bigint not null,
    primary key (mission, successor)
);

create table duty_station (
    mission   text   not null,
    station   text   not null,
    name      text   not null,
    country   text   not null,
    opened_on date   not null,
    position  bigint not null,
    primary key (mission, station)
);

-- Authorized posts of a budget period, from a date on: the row of the latest from_on holds until the period's end.
create table strength (
    mission     text    not null,
    period_from date    not null,
    period_to   date    not null,
    type        text    not null,
    from_on     date    not null,
    authorized  integer not null,
    document    text    not null,
    position    bigint  not null,
    primary key (mission, period_from, type, from_on)
);
