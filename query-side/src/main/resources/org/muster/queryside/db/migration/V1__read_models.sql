-- The read models. Every row is written only by the events of one primary subject (the mission, or the volunteer), hence
-- from one partition in order; nothing here refers across subjects, so there are no foreign keys between them.
-- "position" is that of the last event that wrote the row: an event is applied only if it is later, so redelivery
-- changes nothing.

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
create index mission_successor_of on mission_successor (successor);

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
create index assignment_of_mission on assignment (mission, entry_on_duty);
