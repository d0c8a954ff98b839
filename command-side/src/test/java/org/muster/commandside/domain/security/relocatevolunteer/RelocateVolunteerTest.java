package org.muster.commandside.domain.security.relocatevolunteer;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.SecurityExamples.lifted;
import static org.muster.commandside.SecurityExamples.ordered;
import static org.muster.commandside.SecurityExamples.relocated;
import static org.muster.commandside.SecurityExamples.returned;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.security.RelocateVolunteer;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerReassigned;

class RelocateVolunteerTest {

    private static final VolunteerDeployed DEPLOYED = deployed("V1", "1992-04-01");

    @Test
    void moves_a_volunteer_of_an_evacuated_station_to_a_safe_haven() {
        given(DEPLOYED, ordered()).when(relocate("1992-05-02")).then(relocated("1992-05-02"));
        given(DEPLOYED, ordered(), lifted("1992-05-03"))
                .when(relocate("1992-05-02"))
                .then(relocated("1992-05-02"));
    }

    @Test
    void needs_an_order_that_holds_for_the_station_on_the_day() {
        refusedWithoutOrder(given(DEPLOYED), "1992-05-02", "UNTAC-PHNOM-PENH");
        refusedWithoutOrder(given(DEPLOYED, ordered()), "1992-04-30", "UNTAC-PHNOM-PENH");
        refusedWithoutOrder(given(DEPLOYED, ordered(), lifted("1992-05-02")), "1992-05-02", "UNTAC-PHNOM-PENH");
        refusedWithoutOrder(
                given(
                        DEPLOYED,
                        ordered(),
                        new VolunteerReassigned(
                                "V1",
                                DEPLOYED.assignment(),
                                "UNTAC",
                                "UNTAC-PHNOM-PENH",
                                "UNTAC-BATTAMBANG",
                                day("1992-05-02"))),
                "1992-05-02",
                "UNTAC-BATTAMBANG");
    }

    @Test
    void needs_a_volunteer_on_duty_who_is_not_away() {
        given(ordered())
                .when(relocate("1992-05-02"))
                .refused(RefusalCode.NOT_DEPLOYED, Map.of("assignment", DEPLOYED.assignment()));
        given(DEPLOYED, ordered(), ended(DEPLOYED, "1992-05-01"))
                .when(relocate("1992-05-02"))
                .refused(RefusalCode.NOT_DEPLOYED, Map.of("assignment", DEPLOYED.assignment()));
        given(DEPLOYED, ordered(), relocated("1992-05-01"))
                .when(relocate("1992-05-02"))
                .refused(RefusalCode.NO_CHANGE, Map.of("assignment", DEPLOYED.assignment(), "order", "O1"));
        given(DEPLOYED, ordered(), relocated("1992-05-01"), returned("1992-05-02"))
                .when(relocate("1992-05-02"))
                .then(relocated("1992-05-02"));
    }

    private static void refusedWithoutOrder(Given given, String on, String station) {
        given.when(relocate(on))
                .refused(RefusalCode.NO_SECURITY_ORDER, Map.of("order", "O1", "station", station, "on", on));
    }

    private static RelocateVolunteer relocate(String on) {
        return new RelocateVolunteer(DEPLOYED.assignment(), "O1", "TH-BKK", day(on));
    }
}
