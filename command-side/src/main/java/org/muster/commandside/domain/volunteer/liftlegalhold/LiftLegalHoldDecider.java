package org.muster.commandside.domain.volunteer.liftlegalhold;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.volunteer.LiftLegalHold;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.LegalHolds;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.events.volunteer.LegalHoldLifted;

/** A hold that was placed is lifted once. */
public final class LiftLegalHoldDecider implements Decider<LiftLegalHold> {

    @Override
    public Decision decide(LiftLegalHold command, Boundary boundary) {
        return decide(
                command,
                boundary.read(VolunteerRecord.MODEL, command.volunteer()),
                boundary.read(LegalHolds.MODEL, command.volunteer()));
    }

    static Decision decide(LiftLegalHold command, Optional<VolunteerRecord> volunteer, LegalHolds holds) {
        if (volunteer.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_VOLUNTEER, Map.of("volunteer", command.volunteer()));
        }
        return !holds.open().contains(command.hold())
                ? Decision.rejected(RefusalCode.NO_CHANGE, Map.of("hold", command.hold()))
                : Decision.accepted(new LegalHoldLifted(command.volunteer(), command.hold(), command.liftedOn()));
    }
}
