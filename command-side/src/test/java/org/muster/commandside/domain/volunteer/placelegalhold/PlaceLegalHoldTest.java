package org.muster.commandside.domain.volunteer.placelegalhold;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.volunteer.PlaceLegalHold;
import org.muster.events.volunteer.LegalHoldLifted;
import org.muster.events.volunteer.LegalHoldPlaced;

class PlaceLegalHoldTest {

    private static final PlaceLegalHold COMMAND = new PlaceLegalHold("V1", "HOLD-1", day("1992-05-01"));
    private static final LegalHoldPlaced PLACED = new LegalHoldPlaced("V1", "HOLD-1", day("1992-05-01"));
    private static final LegalHoldLifted LIFTED = new LegalHoldLifted("V1", "HOLD-1", day("1992-05-01"));

    @Test
    void is_placed_once_until_it_is_lifted() {
        given(registered("V1", "KEN")).when(COMMAND).then(PLACED);
        given(registered("V1", "KEN"), PLACED, LIFTED).when(COMMAND).then(PLACED);
        given(registered("V1", "KEN"), PLACED).when(COMMAND).refused(RefusalCode.NO_CHANGE, Map.of("hold", "HOLD-1"));
    }

    @Test
    void needs_a_volunteer_on_record() {
        given().when(COMMAND).refused(RefusalCode.UNKNOWN_VOLUNTEER, Map.of("volunteer", "V1"));
    }
}
