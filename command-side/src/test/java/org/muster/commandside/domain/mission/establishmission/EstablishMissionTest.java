package org.muster.commandside.domain.mission.establishmission;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.established;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.EstablishMission;
import org.muster.events.mission.LeadDepartment;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.mission.MissionKind;

class EstablishMissionTest {

    @Test
    void enters_a_mission_by_its_mandate() {
        given().when(untacBetween("1992-03-15", "1993-09-24", false)).then(untac());
    }

    @Test
    void gives_an_acronym_once() {
        given(untac())
                .when(untacBetween("1992-03-15", "1993-09-24", false))
                .refused(RefusalCode.ACRONYM_IN_USE, Map.of("mission", "UNTAC"));
    }

    @Test
    void two_systems_entering_the_same_mission_at_once_do_not_both_succeed() {
        given().when(untacBetween("1992-03-15", "1993-09-24", false))
                .decidedAgainAfter(untac())
                .notDisturbedBy(established("UNMIK", Optional.empty(), false));
    }

    @Test
    void refuses_a_mandate_that_starts_before_it_was_adopted() {
        given().when(untacBetween("1992-02-27", "1993-09-24", false))
                .refused(
                        RefusalCode.START_BEFORE_ADOPTION, Map.of("startsOn", "1992-02-27", "adoptedOn", "1992-02-28"));
    }

    @Test
    void takes_a_mandate_that_starts_on_the_day_of_its_adoption() {
        given().when(untacBetween("1992-02-28", "1993-09-24", false))
                .then(untacFact("1992-02-28", Optional.of("1993-09-24"), false));
    }

    @Test
    void takes_a_historical_record_that_starts_before_its_adoption() {
        given().when(untacBetween("1992-02-01", "1993-09-24", true))
                .then(untacFact("1992-02-01", Optional.of("1993-09-24"), true));
    }

    @Test
    void refuses_a_mandate_that_expires_before_it_starts_also_as_a_historical_record() {
        given().when(untacBetween("1992-03-15", "1992-03-14", true))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("expiresOn", "1992-03-14", "notBefore", "1992-03-15"));
    }

    @Test
    void takes_an_open_ended_mandate() {
        given().when(command("1992-03-15", Optional.empty(), List.of("KHM"), false))
                .then(untacFact("1992-03-15", Optional.empty(), false));
    }

    @Test
    void records_each_country_once() {
        given().when(command("1992-03-15", Optional.empty(), List.of("KHM", "KHM"), false))
                .then(untacFact("1992-03-15", Optional.empty(), false));
    }

    private static EstablishMission untacBetween(String startsOn, String expiresOn, boolean imported) {
        return command(startsOn, Optional.of(expiresOn), List.of("KHM"), imported);
    }

    private static EstablishMission command(
            String startsOn, Optional<String> expiresOn, List<String> countries, boolean imported) {
        return new EstablishMission(
                "UNTAC",
                untac().name(),
                countries,
                MissionKind.PEACEKEEPING,
                LeadDepartment.DPKO,
                "S/RES/745",
                day("1992-02-28"),
                day(startsOn),
                expiresOn.map(iso -> day(iso)),
                imported);
    }

    private static MissionEstablished untacFact(String startsOn, Optional<String> expiresOn, boolean imported) {
        return new MissionEstablished(
                "UNTAC",
                untac().name(),
                List.of("KHM"),
                MissionKind.PEACEKEEPING,
                LeadDepartment.DPKO,
                "S/RES/745",
                day("1992-02-28"),
                day(startsOn),
                expiresOn.map(iso -> day(iso)),
                imported);
    }
}
