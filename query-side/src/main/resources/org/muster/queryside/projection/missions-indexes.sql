-- Built once the tables are filled.
create index mission_successor_of on mission_successor (successor);
