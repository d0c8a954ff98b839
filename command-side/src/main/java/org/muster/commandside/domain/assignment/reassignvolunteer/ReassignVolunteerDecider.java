package org.muster.commandside.domain.assignment.reassignvolunteer;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.assignment.ReassignVolunteer;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.DutyStation;
import org.muster.events.assignment.VolunteerReassigned;

/** A volunteer who agrees moves to another station of the same mission that is open on the day (X5). */
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
        if (station.filter(s -> s.isOpenOn(command.reassignedOn())).isEmpty()) {
            return Decision.rejected(
                    RefusalCode.STATION_NOT_IN_MISSION,
                    Map.of(
                            "station", command.station(),
                            "mission", assignment.mission(),
                            "on", command.reassignedOn().toString()));
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
}
