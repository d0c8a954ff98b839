package org.muster.commandside.domain.security.liftevacuation;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.SecurityExamples.lifted;
import static org.muster.commandside.SecurityExamples.ordered;
import static org.muster.commandside.SecurityExamples.relocated;
import static org.muster.commandside.SecurityExamples.returned;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.Warning;
import org.muster.commands.WarningCode;
import org.muster.commands.security.LiftEvacuation;

class LiftEvacuationTest {

    private static final LiftEvacuation LIFT = new LiftEvacuation("O1", day("1992-06-01"));

    @Test
    void lifts_an_order_and_tells_who_is_still_away() {
        given(ordered()).when(LIFT).then(lifted("1992-06-01"));
        given(ordered(), relocated("1992-05-02"), returned("1992-05-20"))
                .when(LIFT)
                .then(lifted("1992-06-01"));
        given(ordered(), relocated("1992-05-02"))
                .when(LIFT)
                .thenWarned(
                        lifted("1992-06-01"),
                        new Warning(WarningCode.CONTRADICTS_RECORD, Map.of("order", "O1", "volunteersAway", 1)));
    }

    @Test
    void refuses_an_order_that_is_unknown_or_lifted_or_begins_later() {
        given().when(LIFT).refused(RefusalCode.NO_SECURITY_ORDER, Map.of("order", "O1"));
        given(ordered(), lifted("1992-05-20"))
                .when(LIFT)
                .refused(RefusalCode.NO_CHANGE, Map.of("order", "O1", "liftedOn", "1992-05-20"));
        given(ordered())
                .when(new LiftEvacuation("O1", day("1992-04-30")))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("liftedOn", "1992-04-30", "notBefore", "1992-05-01"));
    }
}
