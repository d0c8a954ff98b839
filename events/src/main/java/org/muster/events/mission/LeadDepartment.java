package org.muster.events.mission;

/** The United Nations department that leads a mission. DPKO, DPA and DFS became DPO, DPPA and DOS in 2019. */
public enum LeadDepartment {
    DPKO,
    DPA,
    DFS,
    DPO,
    DPPA,
    DOS,
    NONE
}
