package org.muster.commandside.domain.security.liftevacuation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.Warning;
import org.muster.commands.WarningCode;
import org.muster.commands.security.LiftEvacuation;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.security.EvacuationOrder;
import org.muster.events.security.EvacuationLifted;

/** An order is lifted once. Volunteers who are still away do not stand in the way; the answer tells how many they are. */
public final class LiftEvacuationDecider implements Decider<LiftEvacuation> {

    @Override
    public Decision decide(LiftEvacuation command, Boundary boundary) {
        return decide(command, boundary.read(EvacuationOrder.MODEL, command.order()));
    }

    static Decision decide(LiftEvacuation command, Optional<EvacuationOrder> known) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.NO_SECURITY_ORDER, Map.of("order", command.order()));
        }
        EvacuationOrder order = known.get();
        if (order.liftedOn().isPresent()) {
            return Decision.rejected(
                    RefusalCode.NO_CHANGE,
                    Map.of(
                            "order",
                            command.order(),
                            "liftedOn",
                            order.liftedOn().get().toString()));
        }
        if (command.liftedOn().isBefore(order.orderedOn())) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of(
                            "liftedOn", command.liftedOn().toString(),
                            "notBefore", order.orderedOn().toString()));
        }
        return new Decision.Accepted(
                List.of(new EvacuationLifted(order.order(), order.mission(), command.liftedOn())),
                order.away() > 0
                        ? List.of(new Warning(
                                WarningCode.CONTRADICTS_RECORD,
                                Map.of("order", order.order(), "volunteersAway", order.away())))
                        : List.of());
    }
}
