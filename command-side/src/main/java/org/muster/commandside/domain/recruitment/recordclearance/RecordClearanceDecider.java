package org.muster.commandside.domain.recruitment.recordclearance;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.recruitment.RecordClearance;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.events.recruitment.ClearanceRecorded;

/** A volunteer of the roster has the result of a clearance; a later result replaces it. */
public final class RecordClearanceDecider implements Decider<RecordClearance> {

    @Override
    public Decision decide(RecordClearance command, Boundary boundary) {
        return decide(command, boundary.read(VolunteerRecord.MODEL, command.volunteer()));
    }

    static Decision decide(RecordClearance command, Optional<VolunteerRecord> volunteer) {
        if (volunteer.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_VOLUNTEER, Map.of("volunteer", command.volunteer()));
        }
        Optional<LocalDate> before = command.validUntil().filter(until -> until.isBefore(command.clearedOn()));
        if (before.isPresent()) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of(
                            "validUntil", before.get().toString(),
                            "notBefore", command.clearedOn().toString()));
        }
        return Decision.accepted(new ClearanceRecorded(
                command.volunteer(), command.kind(), command.result(), command.clearedOn(), command.validUntil()));
    }
}
