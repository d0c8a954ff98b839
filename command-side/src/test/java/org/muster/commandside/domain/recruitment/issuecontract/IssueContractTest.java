package org.muster.commandside.domain.recruitment.issuecontract;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.established;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.RecruitmentExamples.CATEGORY;
import static org.muster.commandside.RecruitmentExamples.accepted;
import static org.muster.commandside.RecruitmentExamples.contract;
import static org.muster.commandside.RecruitmentExamples.funded;
import static org.muster.commandside.RecruitmentExamples.offered;
import static org.muster.commandside.RecruitmentExamples.recruited;
import static org.muster.commandside.RecruitmentExamples.submitted;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.Warning;
import org.muster.commands.WarningCode;
import org.muster.commands.recruitment.IssueContract;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.recruitment.ClearanceKind;
import org.muster.events.recruitment.ClearanceRecorded;
import org.muster.events.recruitment.ClearanceResult;
import org.muster.events.recruitment.ContractIssued;

class IssueContractTest {

    private static final IssueContract CONTRACT = until("1992-09-30");

    @Test
    void makes_a_contract_with_a_cleared_volunteer_who_accepted() {
        ready().when(CONTRACT).then(contract("A1", "D1", "V1"));
        given().when(CONTRACT).refused(RefusalCode.NO_OFFER, Map.of("assignment", "A1"));
        given(untac(), submitted("D1"), registered("V1", "KEN"), offered("A1", "D1", "V1"))
                .when(CONTRACT)
                .refused(RefusalCode.OFFER_NOT_ACCEPTED, Map.of("assignment", "A1"));
    }

    @Test
    void refuses_a_volunteer_who_is_not_cleared_on_that_day() {
        Map<String, Object> details = Map.of("assignment", "A1", "on", "1992-03-25", "missing", List.of("MEDICAL"));
        ready().and(medical(ClearanceResult.NOT_CLEARED, "1992-03-20", Optional.empty()))
                .when(CONTRACT)
                .refused(RefusalCode.CLEARANCE_MISSING, details);
        ready().and(medical(ClearanceResult.CLEARED, "1992-03-20", Optional.of("1992-03-24")))
                .when(CONTRACT)
                .refused(RefusalCode.CLEARANCE_MISSING, details);
        given(
                        untac(),
                        submitted("D1"),
                        funded("D1"),
                        registered("V1", "KEN"),
                        offered("A1", "D1", "V1"),
                        accepted("A1", "D1", "V1"))
                .when(CONTRACT)
                .refused(
                        RefusalCode.CLEARANCE_MISSING,
                        Map.of(
                                "assignment",
                                "A1",
                                "on",
                                "1992-03-25",
                                "missing",
                                List.of("BACKGROUND", "MEDICAL", "SECURITY_CLEARANCE", "SECURITY_TRAINING", "VISA")));
    }

    @Test
    void goes_by_the_latest_result_whatever_the_order_of_recording() {
        ready().and(
                        medical(ClearanceResult.CLEARED, "1992-03-20", Optional.empty()),
                        medical(ClearanceResult.NOT_CLEARED, "1992-03-19", Optional.empty()))
                .when(CONTRACT)
                .then(contract("A1", "D1", "V1"));
    }

    @Test
    void x8_ends_with_its_funding() {
        ready().when(until("1992-12-31")).then(contractUntil("1992-12-31"));
        ready().when(until("1993-01-01"))
                .refused(
                        RefusalCode.BEYOND_FUNDING,
                        Map.of("contractEndsOn", "1993-01-01", "fundedUntil", "1992-12-31"));
    }

    @Test
    void x8_outlives_the_mandate_with_a_warning() {
        given(established("UNTAC", Optional.of(day("1992-08-31")), false), registered("V1", "KEN"))
                .and(recruited("A1", "D1", "V1"))
                .when(CONTRACT)
                .thenWarned(
                        contract("A1", "D1", "V1"),
                        new Warning(WarningCode.BEYOND_MANDATE, Map.of("mission", "UNTAC", "expiresOn", "1992-08-31")));
    }

    @Test
    void x1_shares_no_day_with_another_assignment() {
        VolunteerDeployed later = deployed("V1", "1992-11-01");
        ready().and(later).when(CONTRACT).then(contract("A1", "D1", "V1"));
        ready().and(later)
                .when(until("1992-11-01"))
                .refused(
                        RefusalCode.VOLUNTEER_COMMITTED,
                        Map.of("assignment", "V1-1992-11-01", "mission", "UNTAC", "entryOnDuty", "1992-11-01"));
    }

    @Test
    void x7_keeps_within_the_limit_of_service() {
        VolunteerDeployed before = deployed("V1", "1988-04-01");
        ready().and(before, ended(before, "1991-12-31"))
                .when(CONTRACT)
                .refused(RefusalCode.SERVICE_LIMIT, Map.of("volunteer", "V1", "days", 1553L, "daysMax", 1461L));
    }

    @Test
    void its_days_are_in_order_and_it_is_made_once() {
        ready().when(until("1992-03-31"))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("endsOn", "1992-03-31", "notBefore", "1992-04-01"));
        ready().and(contract("A1", "D1", "V1"))
                .when(CONTRACT)
                .refused(RefusalCode.NO_CHANGE, Map.of("assignment", "A1"));
    }

    private static Given ready() {
        return given(untac(), registered("V1", "KEN")).and(recruited("A1", "D1", "V1"));
    }

    private static IssueContract until(String endsOn) {
        return new IssueContract("A1", day("1992-04-01"), day(endsOn), day("1992-03-25"));
    }

    private static ContractIssued contractUntil(String endsOn) {
        return new ContractIssued(
                "V1", "A1", "D1", "UNTAC", CATEGORY, day("1992-04-01"), day(endsOn), day("1992-03-25"));
    }

    private static ClearanceRecorded medical(ClearanceResult result, String on, Optional<String> validUntil) {
        return new ClearanceRecorded("V1", ClearanceKind.MEDICAL, result, day(on), validUntil.map(until -> day(until)));
    }
}
