package org.muster.commandside.automation;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.muster.commands.automation.FlagExpiredClearance;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.events.DomainEvent;
import org.muster.events.recruitment.ClearanceRecorded;
import org.muster.events.recruitment.ClearanceResult;

/**
 * The day after a clearance was last valid it is flagged, where an assignment of the volunteer has not begun. The register is asked on
 * that day, so that the many clearances that expire during service send no command.
 */
record WhenClearanceExpiresThenFlag() implements Automation {

    @Override
    public String name() {
        return "clearance-expiry";
    }

    @Override
    public Set<Class<? extends DomainEvent>> causes() {
        return Set.of(ClearanceRecorded.class);
    }

    @Override
    public List<Due> due(Cause cause, Boundary present, LocalDate today) {
        if (!(cause.event() instanceof ClearanceRecorded clearance)
                || clearance.result() != ClearanceResult.CLEARED
                || clearance.validUntil().isEmpty()) {
            return List.of();
        }
        LocalDate last = clearance.validUntil().get();
        LocalDate on = last.plusDays(1);
        boolean due = !on.isBefore(cause.recordedOn()) && (on.isAfter(today) || waits(clearance.volunteer(), present));
        return due
                ? List.of(new Due(
                        "EXPIRED", on, new FlagExpiredClearance(clearance.volunteer(), clearance.kind(), last, on)))
                : List.of();
    }

    private static boolean waits(String volunteer, Boundary present) {
        return present.read(VolunteerRecord.MODEL, volunteer).stream()
                .flatMap(known -> known.assignments().stream())
                .anyMatch(service -> !service.deployed());
    }
}
