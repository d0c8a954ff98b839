package org.muster.commandside.domain.assignment.submitresignation;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.Warning;
import org.muster.commands.WarningCode;
import org.muster.commands.assignment.SubmitResignation;
import org.muster.events.assignment.ResignationSubmitted;
import org.muster.events.assignment.VolunteerDeployed;

class SubmitResignationTest {

    private static final VolunteerDeployed DEPLOYED = deployed("V1", "1992-04-01");

    @Test
    void records_a_notice_in_time_and_warns_of_a_short_one() {
        given(DEPLOYED).when(resign("1992-05-01", "1992-05-31")).then(resigned("1992-05-01", "1992-05-31"));
        given(DEPLOYED)
                .when(resign("1992-05-01", "1992-05-30"))
                .thenWarned(
                        resigned("1992-05-01", "1992-05-30"),
                        new Warning(WarningCode.SHORT_NOTICE, Map.of("noticeDays", 30, "notBefore", "1992-05-31")));
    }

    @Test
    void refuses_a_notice_of_before_the_entry_on_duty() {
        given(DEPLOYED)
                .when(resign("1992-03-31", "1992-05-31"))
                .refused(RefusalCode.NOTICE_TOO_OLD, Map.of("noticeOn", "1992-03-31", "entryOnDuty", "1992-04-01"));
    }

    @Test
    void needs_an_open_assignment_and_days_in_order() {
        given().when(resign("1992-05-01", "1992-05-31"))
                .refused(RefusalCode.NOT_OPEN, Map.of("assignment", DEPLOYED.assignment()));
        given(DEPLOYED, ended(DEPLOYED, "1992-06-30"))
                .when(resign("1992-05-01", "1992-05-31"))
                .refused(RefusalCode.NOT_OPEN, Map.of("assignment", DEPLOYED.assignment()));
        given(DEPLOYED)
                .when(resign("1992-05-01", "1992-04-30"))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("lastDay", "1992-04-30", "notBefore", "1992-05-01"));
    }

    private static SubmitResignation resign(String noticeOn, String lastDay) {
        return new SubmitResignation(DEPLOYED.assignment(), day(noticeOn), day(lastDay));
    }

    private static ResignationSubmitted resigned(String noticeOn, String lastDay) {
        return new ResignationSubmitted("V1", DEPLOYED.assignment(), "UNTAC", day(noticeOn), day(lastDay));
    }
}
