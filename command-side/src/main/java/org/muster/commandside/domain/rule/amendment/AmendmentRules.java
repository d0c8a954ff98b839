package org.muster.commandside.domain.rule.amendment;

import java.time.LocalDate;
import java.util.List;
import org.muster.commandside.domain.decision.Amendment;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.decision.OnRecord;
import org.muster.events.assignment.AbsenceRecorded;
import org.muster.events.assignment.AssignmentCancelled;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.DeathInServiceRecorded;
import org.muster.events.assignment.FinalClearanceRecorded;
import org.muster.events.assignment.MedicalEvacuationRecorded;
import org.muster.events.assignment.PerformanceAssessed;
import org.muster.events.assignment.ResignationSubmitted;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerReassigned;
import org.muster.events.assignment.VolunteerTransferred;
import org.muster.events.correction.CorrectionEvent;
import org.muster.events.mission.DutyStationClassified;
import org.muster.events.mission.DutyStationClosed;
import org.muster.events.mission.DutyStationOpened;
import org.muster.events.mission.DutyStationRelocated;
import org.muster.events.mission.LeadDepartmentChanged;
import org.muster.events.mission.MissionEvent;
import org.muster.events.mission.MissionRenamed;
import org.muster.events.mission.SuccessorMissionLinked;
import org.muster.events.mission.VolunteerStrengthAuthorized;
import org.muster.events.mission.VolunteerStrengthRevised;
import org.muster.events.recruitment.ClearanceRecorded;
import org.muster.events.recruitment.ContractIssued;
import org.muster.events.recruitment.OfferAccepted;
import org.muster.events.recruitment.OfferDeclined;
import org.muster.events.recruitment.OfferExpired;
import org.muster.events.recruitment.OfferIssued;
import org.muster.events.recruitment.RequestEvent;
import org.muster.events.security.EvacuationLifted;
import org.muster.events.security.EvacuationOrdered;
import org.muster.events.security.VolunteerRelocated;
import org.muster.events.security.VolunteerReturned;

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
            case DutyStationOpened e -> station(e.station(), e, amendment, event, boundary);
            case DutyStationRelocated e -> station(e.station(), e, amendment, event, boundary);
            case DutyStationClassified e -> station(e.station(), e, amendment, event, boundary);
            case DutyStationClosed e -> station(e.station(), e, amendment, event, boundary);
            case MissionRenamed e -> new AmendedIdentity(e.mission(), amendment, boundary).decide(e, event);
            case LeadDepartmentChanged e -> new AmendedIdentity(e.mission(), amendment, boundary).decide(e, event);
            // No rule reads the day of a succession, and one that is withdrawn leaves no cycle.
            case SuccessorMissionLinked _ -> Decision.accepted(event);
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
            case VolunteerReassigned e -> new AmendedReassignment(e, amendment, boundary).decide(event);
            case MedicalEvacuationRecorded e -> new AmendedEvacuation(amendment, boundary).decide(e, event);
            case EvacuationOrdered e -> new AmendedEvacuation(amendment, boundary).decide(e, event);
            case EvacuationLifted e -> new AmendedEvacuation(amendment, boundary).decide(e, event);
            case VolunteerRelocated e -> new AmendedEvacuation(amendment, boundary).decide(e, event);
            case VolunteerReturned e -> new AmendedEvacuation(amendment, boundary).decide(e, event);
            case RequestEvent e -> new AmendedRequest(e.subject().value(), amendment, boundary).decide(e, event);
            case AssignmentCancelled e -> AmendedOffer.decide(e.assignment(), e, amendment, event, boundary);
            case OfferIssued e -> AmendedOffer.decide(e.assignment(), e, amendment, event, boundary);
            case OfferAccepted e -> AmendedOffer.decide(e.assignment(), e, amendment, event, boundary);
            case OfferDeclined e -> AmendedOffer.decide(e.assignment(), e, amendment, event, boundary);
            case OfferExpired e -> AmendedOffer.decide(e.assignment(), e, amendment, event, boundary);
            case ContractIssued e -> AmendedOffer.decide(e.assignment(), e, amendment, event, boundary);
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

    private static Decision station(
            String station, MissionEvent known, Amendment amendment, CorrectionEvent event, Boundary boundary) {
        return AmendedStation.decide(station, known.subject().value(), known, amendment, event, boundary);
    }

    private static LocalDate revisedOn(VolunteerStrengthRevised event, Amendment amendment) {
        return amendment
                .apply(event)
                .map(amended -> ((VolunteerStrengthRevised) amended).revisedOn())
                .orElse(event.revisedOn());
    }
}
