package org.muster.commandside.domain.assignment.recordmedicalevacuation;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.assignment.RecordMedicalEvacuation;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.service.FieldService;
import org.muster.events.assignment.MedicalEvacuationRecorded;
import org.muster.events.assignment.MedicalEvacuationStatus;

/** A volunteer on duty is evacuated, and returns from an evacuation; both are status only. */
public final class RecordMedicalEvacuationDecider implements Decider<RecordMedicalEvacuation> {

    @Override
    public Decision decide(RecordMedicalEvacuation command, Boundary boundary) {
        return decide(
                command,
                boundary.read(AssignmentRecord.MODEL, command.assignment()),
                boundary.read(FieldService.MODEL, command.assignment()));
    }

    static Decision decide(RecordMedicalEvacuation command, Optional<AssignmentRecord> known, FieldService service) {
        if (known.filter(a -> a.isOnDutyOn(command.statusOn())).isEmpty()) {
            return Decision.rejected(RefusalCode.NOT_DEPLOYED, Map.of("assignment", command.assignment()));
        }
        AssignmentRecord assignment = known.get();
        // Who was never evacuated stands as if returned.
        MedicalEvacuationStatus present =
                service.medicalEvacuation().on(command.statusOn()).orElse(MedicalEvacuationStatus.RETURNED);
        if (present == command.status()) {
            return Decision.rejected(
                    RefusalCode.NO_CHANGE,
                    Map.of(
                            "assignment",
                            command.assignment(),
                            "status",
                            command.status().name()));
        }
        return Decision.accepted(new MedicalEvacuationRecorded(
                assignment.volunteer(),
                assignment.assignment(),
                assignment.mission(),
                command.status(),
                command.statusOn()));
    }
}
