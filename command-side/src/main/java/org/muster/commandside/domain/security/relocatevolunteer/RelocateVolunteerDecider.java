package org.muster.commandside.domain.security.relocatevolunteer;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.security.RelocateVolunteer;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.security.EvacuationOrder;
import org.muster.commandside.domain.model.service.FieldService;
import org.muster.events.security.VolunteerRelocated;

/** A volunteer on duty at a station under an order is moved to a safe haven, once until they return. */
public final class RelocateVolunteerDecider implements Decider<RelocateVolunteer> {

    @Override
    public Decision decide(RelocateVolunteer command, Boundary boundary) {
        return decide(
                command,
                boundary.read(AssignmentRecord.MODEL, command.assignment()),
                boundary.read(FieldService.MODEL, command.assignment()),
                boundary.read(EvacuationOrder.MODEL, command.order()));
    }

    static Decision decide(
            RelocateVolunteer command,
            Optional<AssignmentRecord> known,
            FieldService service,
            Optional<EvacuationOrder> order) {
        if (known.filter(a -> a.isOnDutyOn(command.relocatedOn())).isEmpty()) {
            return Decision.rejected(RefusalCode.NOT_DEPLOYED, Map.of("assignment", command.assignment()));
        }
        AssignmentRecord assignment = known.get();
        String station = assignment.stations().on(command.relocatedOn()).orElseThrow();
        if (order.filter(o -> o.holdsFor(station, command.relocatedOn())).isEmpty()) {
            return Decision.rejected(
                    RefusalCode.NO_SECURITY_ORDER,
                    Map.of(
                            "order", command.order(),
                            "station", station,
                            "on", command.relocatedOn().toString()));
        }
        if (service.relocation().isPresent()) {
            return Decision.rejected(
                    RefusalCode.NO_CHANGE,
                    Map.of(
                            "assignment",
                            command.assignment(),
                            "order",
                            service.relocation().get().order()));
        }
        return Decision.accepted(new VolunteerRelocated(
                assignment.volunteer(),
                assignment.assignment(),
                assignment.mission(),
                command.order(),
                command.haven(),
                command.relocatedOn()));
    }
}
