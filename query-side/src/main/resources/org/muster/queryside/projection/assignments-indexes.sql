-- Built once the tables are filled.
create index assignment_of_mission on assignment (mission, entry_on_duty);
