package org.muster.commandside.domain.volunteer.placelegalhold;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.volunteer.PlaceLegalHold;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.LegalHolds;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.events.volunteer.LegalHoldPlaced;

/** A hold keeps the personal data of a volunteer on record; each is placed once. */
public final class PlaceLegalHoldDecider implements Decider<PlaceLegalHold> {

    @Override
    public Decision decide(PlaceLegalHold command, Boundary boundary) {
        return decide(
                command,
                boundary.read(VolunteerRecord.MODEL, command.volunteer()),
                boundary.read(LegalHolds.MODEL, command.volunteer()));
    }

    static Decision decide(PlaceLegalHold command, Optional<VolunteerRecord> volunteer, LegalHolds holds) {
        if (volunteer.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_VOLUNTEER, Map.of("volunteer", command.volunteer()));
        }
        return holds.open().contains(command.hold())
                ? Decision.rejected(RefusalCode.NO_CHANGE, Map.of("hold", command.hold()))
                : Decision.accepted(new LegalHoldPlaced(command.volunteer(), command.hold(), command.placedOn()));
    }
}
