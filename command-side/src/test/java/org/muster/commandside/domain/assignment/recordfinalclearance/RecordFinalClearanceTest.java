package org.muster.commandside.domain.assignment.recordfinalclearance;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.assignment.RecordFinalClearance;
import org.muster.events.assignment.FinalClearanceRecorded;
import org.muster.events.assignment.VolunteerDeployed;

class RecordFinalClearanceTest {

    private static final VolunteerDeployed DEPLOYED = deployed("V1", "1992-04-01");
    private static final FinalClearanceRecorded CLEARED =
            new FinalClearanceRecorded("V1", DEPLOYED.assignment(), "UNTAC", day("1992-07-10"));

    @Test
    void settles_an_ended_assignment_once() {
        given(DEPLOYED, ended(DEPLOYED, "1992-06-30")).when(clear("1992-07-10")).then(CLEARED);
        given(DEPLOYED, ended(DEPLOYED, "1992-06-30"), CLEARED)
                .when(clear("1992-07-10"))
                .refused(RefusalCode.NO_CHANGE, Map.of("assignment", DEPLOYED.assignment()));
    }

    @Test
    void refuses_an_assignment_that_goes_on() {
        given(DEPLOYED)
                .when(clear("1992-07-10"))
                .refused(RefusalCode.NOT_ENDED, Map.of("assignment", DEPLOYED.assignment()));
        given(DEPLOYED, ended(DEPLOYED, "1992-07-11"))
                .when(clear("1992-07-10"))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("clearedOn", "1992-07-10", "notBefore", "1992-07-11"));
    }

    private static RecordFinalClearance clear(String on) {
        return new RecordFinalClearance(DEPLOYED.assignment(), day(on));
    }
}
