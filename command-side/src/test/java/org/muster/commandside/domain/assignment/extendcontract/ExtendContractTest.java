package org.muster.commandside.domain.assignment.extendcontract;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.RecruitmentExamples.funded;
import static org.muster.commandside.RecruitmentExamples.submitted;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.Warning;
import org.muster.commands.WarningCode;
import org.muster.commands.assignment.ExtendContract;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MandateExtended;

class ExtendContractTest {

    private static final VolunteerDeployed DEPLOYED = deployed("V1", "1992-04-01");
    private static final ContractExtended FIRST = extended(Optional.empty(), "1992-12-31");

    @Test
    void extends_a_contract_to_a_later_day() {
        given(untac(), DEPLOYED, FIRST)
                .when(extend("1993-06-30"))
                .then(extended(Optional.of("1992-12-31"), "1993-06-30"))
                .decidedAgainAfter(
                        FIRST,
                        ended(DEPLOYED, "1992-06-30"),
                        new MandateExtended("UNTAC", "S/RES/1", day("1993-01-01"), day("1993-12-31")))
                .notDisturbedBy(deployed("V2", "1992-04-01"));
    }

    @Test
    void extends_from_the_end_that_the_deployment_recorded() {
        VolunteerDeployed untilJune = new VolunteerDeployed(
                DEPLOYED.volunteer(),
                DEPLOYED.assignment(),
                DEPLOYED.mission(),
                DEPLOYED.station(),
                DEPLOYED.category(),
                DEPLOYED.serviceArea(),
                DEPLOYED.expertise(),
                DEPLOYED.entryOnDuty(),
                Optional.of(day("1992-06-30")),
                Optional.empty(),
                true);

        given(untac(), untilJune).when(extend("1992-07-01")).then(extended(Optional.of("1992-06-30"), "1992-07-01"));
        given(untac(), untilJune)
                .when(extend("1992-06-30"))
                .refused(RefusalCode.NOT_LATER, Map.of("contractEndsOn", "1992-06-30"));
    }

    @Test
    void records_a_first_end_where_none_is_on_record() {
        given(untac(), DEPLOYED).when(extend("1992-12-31")).then(FIRST);
        given(untac(), DEPLOYED)
                .when(extend("1992-03-31"))
                .refused(RefusalCode.NOT_LATER, Map.of("entryOnDuty", "1992-04-01"));
    }

    @Test
    void does_not_shorten_a_contract() {
        given(untac(), DEPLOYED, FIRST)
                .when(extend("1992-12-31"))
                .refused(RefusalCode.NOT_LATER, Map.of("contractEndsOn", "1992-12-31"));
    }

    @Test
    void warns_of_a_contract_that_outlives_the_mandate() {
        given(untac(), DEPLOYED, FIRST, new MandateEnded("UNTAC", day("1993-09-24")))
                .when(extend("1993-09-25"))
                .thenWarned(
                        extended(Optional.of("1992-12-31"), "1993-09-25"),
                        new Warning(
                                WarningCode.BEYOND_MANDATE,
                                Map.of("mission", "UNTAC", "mandateEndedOn", "1993-09-24")));
    }

    @Test
    void x8_ends_with_the_funding_of_its_request() {
        Given onContract = given(untac(), registered("V1", "KEN"), submitted("D1"), funded("D1"), onDuty());
        onContract.when(new ExtendContract("A1", day("1992-12-31"))).then(extendedOnDuty("1992-12-31"));
        onContract
                .when(new ExtendContract("A1", day("1993-01-01")))
                .refused(
                        RefusalCode.BEYOND_FUNDING,
                        Map.of("contractEndsOn", "1993-01-01", "fundedUntil", "1992-12-31"));
    }

    @Test
    void x7_keeps_within_the_limit_of_service() {
        given(registered("V1", "KEN"), DEPLOYED)
                .when(extend("1996-03-31"))
                .then(extended(Optional.empty(), "1996-03-31"));
        given(registered("V1", "KEN"), DEPLOYED)
                .when(extend("1996-04-01"))
                .refused(RefusalCode.SERVICE_LIMIT, Map.of("volunteer", "V1", "days", 1462L, "daysMax", 1461L));
    }

    @Test
    void x1_does_not_reach_into_the_next_assignment() {
        given(registered("V1", "KEN"), DEPLOYED, FIRST, deployed("V1", "1993-02-01"))
                .when(extend("1993-02-01"))
                .refused(
                        RefusalCode.VOLUNTEER_COMMITTED,
                        Map.of("assignment", "V1-1993-02-01", "mission", "UNTAC", "entryOnDuty", "1993-02-01"));
    }

    @Test
    void does_not_extend_what_is_not_open() {
        given(untac())
                .when(extend("1993-06-30"))
                .refused(RefusalCode.NOT_OPEN, Map.of("assignment", DEPLOYED.assignment()));
        given(untac(), DEPLOYED, ended(DEPLOYED, "1992-06-30"))
                .when(extend("1993-06-30"))
                .refused(RefusalCode.NOT_OPEN, Map.of("assignment", DEPLOYED.assignment()));
    }

    private static VolunteerDeployed onDuty() {
        return new VolunteerDeployed(
                "V1",
                "A1",
                "UNTAC",
                "UNTAC-PHNOM-PENH",
                DEPLOYED.category(),
                DEPLOYED.serviceArea(),
                DEPLOYED.expertise(),
                day("1992-04-01"),
                Optional.of(day("1992-09-30")),
                Optional.of("D1"),
                false);
    }

    private static ContractExtended extendedOnDuty(String contractEndsOn) {
        return new ContractExtended("V1", "A1", "UNTAC", Optional.of(day("1992-09-30")), day(contractEndsOn));
    }

    private static ExtendContract extend(String contractEndsOn) {
        return new ExtendContract(DEPLOYED.assignment(), day(contractEndsOn));
    }

    private static ContractExtended extended(Optional<String> previousEnd, String contractEndsOn) {
        return new ContractExtended(
                DEPLOYED.volunteer(),
                DEPLOYED.assignment(),
                DEPLOYED.mission(),
                previousEnd.map(end -> day(end)),
                day(contractEndsOn));
    }
}
