package org.muster.commandside.domain.recruitment.canceldoa;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.recruitment.CancelDoA;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.recruitment.RequestRecord;
import org.muster.events.recruitment.DoACancelled;

/**
 * A request is cancelled until a volunteer has accepted its offer: then the assignment must be cancelled first, so that
 * nobody stays committed to a post that does not exist. An offer without an answer falls with its request.
 */
public final class CancelDoADecider implements Decider<CancelDoA> {

    @Override
    public Decision decide(CancelDoA command, Boundary boundary) {
        return decide(command, boundary.read(RequestRecord.MODEL, command.doa()));
    }

    static Decision decide(CancelDoA command, Optional<RequestRecord> known) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_DOA, Map.of("doa", command.doa()));
        }
        RequestRecord request = known.get();
        if (request.cancelled()) {
            return Decision.rejected(RefusalCode.NO_CHANGE, Map.of("doa", command.doa()));
        }
        Optional<RequestRecord.Holder> filled = request.holder().filter(RequestRecord.Holder::accepted);
        if (filled.isPresent()) {
            return Decision.rejected(
                    RefusalCode.ALREADY_FILLED,
                    Map.of("doa", command.doa(), "assignment", filled.get().assignment()));
        }
        return Decision.accepted(new DoACancelled(
                request.doa(), request.mission(), request.category(), request.approved(), command.cancelledOn()));
    }
}
