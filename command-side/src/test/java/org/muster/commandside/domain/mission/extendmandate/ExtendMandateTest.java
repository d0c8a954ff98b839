package org.muster.commandside.domain.mission.extendmandate;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.established;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.Examples.untacStarted;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.ExtendMandate;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MandateExtended;
import org.muster.events.mission.MissionClosed;

class ExtendMandateTest {

    @Test
    void moves_the_expiry_to_a_later_day() {
        given(untac()).when(extendTo("1993-11-15")).then(extendedTo("1993-11-15"));
    }

    @Test
    void counts_from_the_latest_extension() {
        given(untac(), extendedTo("1993-11-15"))
                .when(extendTo("1993-11-15"))
                .refused(RefusalCode.EXPIRY_NOT_LATER, Map.of("expiresOn", "1993-11-15"));
    }

    @Test
    void refuses_an_expiry_that_is_the_same_or_earlier() {
        given(untac())
                .when(extendTo("1993-09-24"))
                .refused(RefusalCode.EXPIRY_NOT_LATER, Map.of("expiresOn", "1993-09-24"));
    }

    @Test
    void nothing_is_later_than_an_open_end() {
        given(established("UNTAC", Optional.empty(), false))
                .when(extendTo("2099-12-31"))
                .refused(RefusalCode.EXPIRY_NOT_LATER, Map.of("openEnded", true));
    }

    @Test
    void records_an_extension_that_was_adopted_before_one_on_record() {
        given(untac(), extendedTo("1993-12-31"))
                .when(new ExtendMandate("UNTAC", "S/RES/860", day("1993-08-27"), day("1993-11-15")))
                .then(new MandateExtended("UNTAC", "S/RES/860", day("1993-08-27"), day("1993-11-15")));
    }

    @Test
    void refuses_an_earlier_extension_to_a_day_that_the_later_one_no_longer_extends() {
        given(untac(), extendedTo("1993-12-31"))
                .when(new ExtendMandate("UNTAC", "S/RES/860", day("1993-08-27"), day("1993-12-31")))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("newExpiry", "1993-12-31", "before", "1993-12-31"));
    }

    @Test
    void refuses_an_extension_adopted_before_the_mandate() {
        given(untac())
                .when(new ExtendMandate("UNTAC", "S/RES/717", day("1991-10-16"), day("1993-11-15")))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("adoptedOn", "1991-10-16", "notBefore", "1992-02-28"));
    }

    @Test
    void refuses_to_extend_what_was_ended() {
        given(untac(), untacStarted(), new MandateEnded("UNTAC", day("1993-09-24")))
                .when(extendTo("1993-11-15"))
                .refused(
                        RefusalCode.WRONG_PHASE,
                        Map.of("mission", "UNTAC", "phase", "ACTIVE", "mandateEndedOn", "1993-09-24"));
    }

    @Test
    void refuses_to_extend_in_a_closed_mission() {
        given(untac(), untacStarted(), new MissionClosed("UNTAC", day("1993-09-24")))
                .when(extendTo("1993-11-15"))
                .refused(RefusalCode.MISSION_CLOSED, Map.of("mission", "UNTAC", "closedOn", "1993-09-24"));
    }

    @Test
    void does_not_know_a_mission_that_was_not_established() {
        given().when(extendTo("1993-11-15")).refused(RefusalCode.UNKNOWN_MISSION, Map.of("mission", "UNTAC"));
    }

    @Test
    void is_decided_again_after_another_extension() {
        given(untac()).when(extendTo("1993-11-15")).decidedAgainAfter(extendedTo("1993-12-31"));
    }

    private static ExtendMandate extendTo(String newExpiry) {
        return new ExtendMandate("UNTAC", "S/RES/880", day("1993-11-04"), day(newExpiry));
    }

    private static MandateExtended extendedTo(String newExpiry) {
        return new MandateExtended("UNTAC", "S/RES/880", day("1993-11-04"), day(newExpiry));
    }
}
