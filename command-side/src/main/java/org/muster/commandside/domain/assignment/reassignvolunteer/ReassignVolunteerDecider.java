package org.muster.commandside.domain.assignment.reassignvolunteer;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.assignment.ReassignVolunteer;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.DutyStation;
import org.muster.commandside.domain.rule.OpenStations;
import org.muster.events.assignment.VolunteerReassigned;

/** A volunteer who agrees moves to another station of the same mission that is open on each day there (X5). */
public final class ReassignVolunteerDecider implements Decider<ReassignVolunteer> {

    @Override
    public Decision decide(ReassignVolunteer command, Boundary boundary) {
        return decide(
                command,
                boundary.read(AssignmentRecord.MODEL, command.assignment()),
                boundary.read(DutyStation.MODEL, command.station()));
    }

    static Decision decide(ReassignVolunteer command, Optional<AssignmentRecord> known, Optional<DutyStation> station) {
        if (known.filter(a -> a.lastDay().isEmpty()).isEmpty()) {
            return Decision.rejected(RefusalCode.NOT_OPEN, Map.of("assignment", command.assignment()));
        }
        AssignmentRecord assignment = known.get();
        if (!command.consent()) {
            return Decision.rejected(RefusalCode.NO_CONSENT, Map.of("assignment", command.assignment()));
        }
        Optional<String> elsewhere = station.map(DutyStation::mission).filter(m -> !m.equals(assignment.mission()));
        if (elsewhere.isPresent()) {
            return Decision.rejected(
                    RefusalCode.DIFFERENT_MISSION, Map.of("station", command.station(), "mission", elsewhere.get()));
        }
        Optional<String> present = assignment.stations().on(command.reassignedOn());
        if (present.isEmpty()) {
            return Decision.rejected(
                    RefusalCode.BEFORE_ENTRY_ON_DUTY,
                    Map.of("entryOnDuty", assignment.entryOnDuty().toString()));
        }
        Optional<Decision> closed = OpenStations.refusal(
                command.station(),
                assignment.mission(),
                station,
                "on",
                command.reassignedOn(),
                lastDayThere(command, assignment));
        if (closed.isPresent()) {
            return closed.get();
        }
        if (present.get().equals(command.station())) {
            return Decision.rejected(RefusalCode.NO_CHANGE, Map.of("station", command.station()));
        }
        return Decision.accepted(new VolunteerReassigned(
                assignment.volunteer(),
                assignment.assignment(),
                assignment.mission(),
                present.get(),
                command.station(),
                command.reassignedOn()));
    }

    /** The next move may be on record already; a day after the end of the contract is judged by itself. */
    private static Optional<LocalDate> lastDayThere(ReassignVolunteer command, AssignmentRecord assignment) {
        return assignment
                .stations()
                .nextAfter(command.reassignedOn())
                .map(next -> next.from().minusDays(1))
                .or(assignment::contractEndsOn)
                .map(day -> day.isBefore(command.reassignedOn()) ? command.reassignedOn() : day);
    }
}
