package org.muster.commandside.domain.model.service;

import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Tag;
import org.muster.events.assignment.AbsenceRecorded;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.DeathInServiceRecorded;
import org.muster.events.assignment.FinalClearanceRecorded;
import org.muster.events.assignment.MedicalEvacuationRecorded;
import org.muster.events.assignment.PerformanceAssessed;
import org.muster.events.assignment.ResignationSubmitted;
import org.muster.events.assignment.VolunteerReassigned;
import org.muster.events.assignment.VolunteerTransferred;
import org.muster.events.security.VolunteerRelocated;
import org.muster.events.security.VolunteerReturned;

/**
 * How much is on record of an assignment beside its entry on duty; only what annuls that reads it.
 *
 * @param records the number of events
 */
public record AssignmentActivity(int records) {

    /** By the assignment's identifier. */
    public static final DecisionModel<AssignmentActivity> MODEL = DecisionModel.named("assignment-activity", 1)
            .tagged(Tag.ASSIGNMENT)
            .startingAt(new AssignmentActivity(0))
            .on(ContractExtended.class, (activity, e) -> activity.andOne())
            .on(VolunteerReassigned.class, (activity, e) -> activity.andOne())
            .on(VolunteerTransferred.class, (activity, e) -> activity.andOne())
            .on(AbsenceRecorded.class, (activity, e) -> activity.andOne())
            .on(MedicalEvacuationRecorded.class, (activity, e) -> activity.andOne())
            .on(ResignationSubmitted.class, (activity, e) -> activity.andOne())
            .on(PerformanceAssessed.class, (activity, e) -> activity.andOne())
            .on(VolunteerRelocated.class, (activity, e) -> activity.andOne())
            .on(VolunteerReturned.class, (activity, e) -> activity.andOne())
            .on(AssignmentEnded.class, (activity, e) -> activity.andOne())
            .on(DeathInServiceRecorded.class, (activity, e) -> activity.andOne())
            .on(FinalClearanceRecorded.class, (activity, e) -> activity.andOne());

    private AssignmentActivity andOne() {
        return new AssignmentActivity(records + 1);
    }
}
