package org.muster.commandside.domain.automation.warnofmandateexpiry;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.Examples.untacStarted;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.automation.WarnOfMandateExpiry;
import org.muster.events.automation.MandateExpiryWarned;
import org.muster.events.automation.MandateNotice;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MandateExtended;

class WarnOfMandateExpiryTest {

    private static final MandateExpiryWarned WARNED =
            new MandateExpiryWarned("UNTAC", MandateNotice.SECOND_WARNING, day("1993-09-24"), day("1993-08-25"), 30);

    @Test
    void warns_once_and_closes_nothing() {
        given(untac(), untacStarted())
                .when(warn(MandateNotice.SECOND_WARNING, "1993-08-25"))
                .then(WARNED);
        given(untac(), untacStarted(), WARNED)
                .when(warn(MandateNotice.SECOND_WARNING, "1993-08-25"))
                .refused(RefusalCode.NO_CHANGE, Map.of("mission", "UNTAC", "notice", "SECOND_WARNING"));
        given(untac(), untacStarted(), WARNED)
                .when(warn(MandateNotice.EXPIRY, "1993-09-24"))
                .then(new MandateExpiryWarned("UNTAC", MandateNotice.EXPIRY, day("1993-09-24"), day("1993-09-24"), 0));
    }

    @Test
    void is_not_due_any_more_once_the_mandate_was_extended_or_ended() {
        given(untac(), new MandateExtended("UNTAC", "S/RES/860", day("1993-08-27"), day("1993-11-15")))
                .when(warn(MandateNotice.EXPIRY, "1993-09-24"))
                .refused(RefusalCode.NOT_DUE, Map.of("mission", "UNTAC", "expiresOn", "1993-11-15"));
        given(untac(), new MandateEnded("UNTAC", day("1993-09-01")))
                .when(warn(MandateNotice.EXPIRY, "1993-09-24"))
                .refused(RefusalCode.NOT_DUE, Map.of("mission", "UNTAC", "expiresOn", "1993-09-24"));
        given().when(warn(MandateNotice.EXPIRY, "1993-09-24"))
                .refused(RefusalCode.UNKNOWN_MISSION, Map.of("mission", "UNTAC"));
    }

    private static WarnOfMandateExpiry warn(MandateNotice notice, String dueOn) {
        return new WarnOfMandateExpiry("UNTAC", day("1993-09-24"), notice, day(dueOn));
    }
}
