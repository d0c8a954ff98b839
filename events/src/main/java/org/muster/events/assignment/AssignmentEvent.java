package org.muster.events.assignment;

import org.muster.events.DomainEvent;
import org.muster.events.Tag;

/**
 * An event about an assignment. Its primary subject is the volunteer, so that all assignments of one person stay in one
 * order, also when a transfer ends one and starts another (rule X9).
 */
public sealed interface AssignmentEvent extends DomainEvent
        permits VolunteerDeployed,
                AssignmentCancelled,
                ContractExtended,
                VolunteerReassigned,
                VolunteerTransferred,
                AbsenceRecorded,
                MedicalEvacuationRecorded,
                ResignationSubmitted,
                PerformanceAssessed,
                AssignmentEnded,
                DeathInServiceRecorded,
                FinalClearanceRecorded {

    /** The volunteer's identifier; never a name. */
    String volunteer();

    @Override
    default Tag subject() {
        return Tag.volunteer(volunteer());
    }
}
