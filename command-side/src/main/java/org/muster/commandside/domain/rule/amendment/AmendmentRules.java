package org.muster.commandside.domain.rule.amendment;

import java.time.LocalDate;
import java.util.List;
import org.muster.commandside.domain.decision.Amendment;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.decision.OnRecord;
import org.muster.events.assignment.AbsenceRecorded;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.DeathInServiceRecorded;
import org.muster.events.assignment.FinalClearanceRecorded;
import org.muster.events.assignment.PerformanceAssessed;
import org.muster.events.assignment.ResignationSubmitted;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerTransferred;
import org.muster.events.correction.CorrectionEvent;
import org.muster.events.mission.MissionEvent;
import org.muster.events.mission.VolunteerStrengthAuthorized;
import org.muster.events.mission.VolunteerStrengthRevised;
import org.muster.events.recruitment.ClearanceRecorded;

/**
 * Decides whether an event may be amended: by the states that the models would have, were the amendment on record, and by the rules
 * that the original commands were judged by.
 */
public final class AmendmentRules {

    private AmendmentRules() {}

    /**
     * Decides.
     *
     * @param record the event as it counts now
     * @param amendment what would be known of it
     * @param event what is recorded if the rules are kept
     */
    public static Decision decide(OnRecord record, Amendment amendment, CorrectionEvent event, Boundary boundary) {
        return switch (record.event()) {
            case VolunteerStrengthAuthorized e ->
                new AmendedStrength(e.mission(), e.period(), e.period().from(), true, amendment, boundary)
                        .decide(event);
            case VolunteerStrengthRevised e ->
                new AmendedStrength(e.mission(), e.period(), revisedOn(e, amendment), false, amendment, boundary)
                        .decide(event);
            case MissionEvent e ->
                AmendedMission.decide(e.subject().value(), record.event(), amendment, event, boundary);
            case VolunteerDeployed e -> new AmendedDeployment(e, amendment, boundary).decide(event);
            case AssignmentEnded e ->
                new AmendedEnd(e.assignment(), e.volunteer(), e.mission(), e.lastDay(), amendment, boundary)
                        .decide(event);
            case DeathInServiceRecorded e ->
                new AmendedEnd(e.assignment(), e.volunteer(), e.mission(), e.diedOn(), amendment, boundary)
                        .decide(event);
            case ContractExtended e -> new AmendedExtension(e, amendment, boundary).decide(event);
            case VolunteerTransferred e -> new AmendedTransfer(e, amendment, boundary).decide(event);
            case ClearanceRecorded e -> new AmendedSettlement(amendment, boundary).decide(e, event);
            case ResignationSubmitted e -> new AmendedSettlement(amendment, boundary).decide(e, event);
            case FinalClearanceRecorded e -> new AmendedSettlement(amendment, boundary).decide(e, event);
            // Nothing rests on an absence or an assessment.
            case AbsenceRecorded _, PerformanceAssessed _ -> Decision.accepted(List.of(event), List.of());
            default ->
                throw new IllegalStateException("no rule says how "
                        + record.event().getClass().getSimpleName() + " is amended, though the catalog lets it be");
        };
    }

    private static LocalDate revisedOn(VolunteerStrengthRevised event, Amendment amendment) {
        return amendment
                .apply(event)
                .map(amended -> ((VolunteerStrengthRevised) amended).revisedOn())
                .orElse(event.revisedOn());
    }
}
