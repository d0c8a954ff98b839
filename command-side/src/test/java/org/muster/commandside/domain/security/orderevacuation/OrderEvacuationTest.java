package org.muster.commandside.domain.security.orderevacuation;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.phnomPenh;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.SecurityExamples.ordered;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.security.OrderEvacuation;

class OrderEvacuationTest {

    private static final OrderEvacuation ORDER = order("UNTAC-PHNOM-PENH", Optional.of("UNSMS/1992/5"));

    @Test
    void orders_the_evacuation_of_stations_of_the_mission() {
        given(untac(), phnomPenh()).when(ORDER).then(ordered());
        given().when(ORDER).refused(RefusalCode.UNKNOWN_MISSION, Map.of("mission", "UNTAC"));
        given(untac(), phnomPenh())
                .when(order("MAPUTO", Optional.of("UNSMS/1992/5")))
                .refused(RefusalCode.STATION_NOT_IN_MISSION, Map.of("mission", "UNTAC", "stations", List.of("MAPUTO")));
    }

    @Test
    void needs_the_reference_of_the_security_system() {
        given(untac(), phnomPenh())
                .when(order("UNTAC-PHNOM-PENH", Optional.empty()))
                .refused(RefusalCode.NO_SECURITY_ORDER, Map.of("order", "O1"));
    }

    @Test
    void uses_an_identifier_once() {
        given(untac(), phnomPenh(), ordered()).when(ORDER).refused(RefusalCode.ORDER_IN_USE, Map.of("order", "O1"));
    }

    private static OrderEvacuation order(String station, Optional<String> reference) {
        return new OrderEvacuation("O1", "UNTAC", List.of(station), reference, day("1992-05-01"));
    }
}
