package org.muster.commandside.domain.security.orderevacuation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.commands.RefusalCode;
import org.muster.commands.security.OrderEvacuation;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.DutyStation;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.security.EvacuationOrder;
import org.muster.events.security.EvacuationOrdered;

/** The security system orders stations of one mission to be evacuated; an order without its reference is none. */
public final class OrderEvacuationDecider implements Decider<OrderEvacuation> {

    @Override
    public Decision decide(OrderEvacuation command, Boundary boundary) {
        Set<String> elsewhere = command.stations().stream()
                .filter(station -> boundary.read(DutyStation.MODEL, station)
                        .filter(known -> known.mission().equals(command.mission()))
                        .isEmpty())
                .collect(Collectors.toSet());
        return decide(
                command,
                boundary.read(Mission.MODEL, command.mission()),
                boundary.read(EvacuationOrder.MODEL, command.order()),
                elsewhere);
    }

    static Decision decide(
            OrderEvacuation command,
            Optional<Mission> mission,
            Optional<EvacuationOrder> known,
            Set<String> elsewhere) {
        if (mission.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", command.mission()));
        }
        if (known.isPresent()) {
            return Decision.rejected(RefusalCode.ORDER_IN_USE, Map.of("order", command.order()));
        }
        if (command.reference().isEmpty()) {
            return Decision.rejected(RefusalCode.NO_SECURITY_ORDER, Map.of("order", command.order()));
        }
        if (!elsewhere.isEmpty()) {
            return Decision.rejected(
                    RefusalCode.STATION_NOT_IN_MISSION,
                    Map.of(
                            "mission",
                            command.mission(),
                            "stations",
                            elsewhere.stream().sorted().toList()));
        }
        return Decision.accepted(new EvacuationOrdered(
                command.order(),
                command.mission(),
                command.stations(),
                command.reference().get(),
                command.orderedOn()));
    }
}
