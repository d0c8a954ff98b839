package org.muster.commandside.domain.volunteer.liftlegalhold;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.volunteer.LiftLegalHold;
import org.muster.events.volunteer.LegalHoldLifted;
import org.muster.events.volunteer.LegalHoldPlaced;

class LiftLegalHoldTest {

    private static final LiftLegalHold COMMAND = new LiftLegalHold("V1", "HOLD-1", day("1992-05-01"));
    private static final LegalHoldPlaced PLACED = new LegalHoldPlaced("V1", "HOLD-1", day("1992-05-01"));
    private static final LegalHoldLifted LIFTED = new LegalHoldLifted("V1", "HOLD-1", day("1992-05-01"));

    @Test
    void is_lifted_once_after_it_was_placed() {
        given(registered("V1", "KEN"), PLACED).when(COMMAND).then(LIFTED);
        given(registered("V1", "KEN")).when(COMMAND).refused(RefusalCode.NO_CHANGE, Map.of("hold", "HOLD-1"));
        given(registered("V1", "KEN"), PLACED, LIFTED)
                .when(COMMAND)
                .refused(RefusalCode.NO_CHANGE, Map.of("hold", "HOLD-1"));
    }

    @Test
    void needs_a_volunteer_on_record() {
        given().when(COMMAND).refused(RefusalCode.UNKNOWN_VOLUNTEER, Map.of("volunteer", "V1"));
    }
}
