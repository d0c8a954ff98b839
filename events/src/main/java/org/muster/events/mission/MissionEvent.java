package org.muster.events.mission;

import org.muster.events.DomainEvent;
import org.muster.events.Tag;

/** An event about a peace operation, its mandate, strength or duty stations. */
public sealed interface MissionEvent extends DomainEvent
        permits MissionEstablished,
                MissionStarted,
                MandateExtended,
                SuccessorMissionLinked,
                VolunteerStrengthAuthorized,
                VolunteerStrengthRevised,
                DutyStationOpened,
                MandateEnded,
                DrawdownBegun,
                LiquidationBegun,
                MissionClosed,
                MissionRenamed,
                LeadDepartmentChanged,
                DutyStationClassified,
                DutyStationClosed,
                DutyStationRelocated {

    /** The mission's acronym at its establishment, which stays its identifier. */
    String mission();

    @Override
    default Tag subject() {
        return Tag.mission(mission());
    }
}
