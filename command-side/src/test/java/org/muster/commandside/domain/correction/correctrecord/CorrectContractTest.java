package org.muster.commandside.domain.correction.correctrecord;

import static org.muster.commandside.AutomationExamples.contracted;
import static org.muster.commandside.AutomationExamples.extended;
import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.FY93;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.phnomPenh;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.Examples.untacStarted;
import static org.muster.commandside.RecruitmentExamples.accepted;
import static org.muster.commandside.RecruitmentExamples.approved;
import static org.muster.commandside.RecruitmentExamples.cleared;
import static org.muster.commandside.RecruitmentExamples.contract;
import static org.muster.commandside.RecruitmentExamples.funded;
import static org.muster.commandside.RecruitmentExamples.offered;
import static org.muster.commandside.RecruitmentExamples.selected;
import static org.muster.commandside.RecruitmentExamples.submitted;
import static org.muster.commandside.domain.correction.correctrecord.Amending.annul;
import static org.muster.commandside.domain.correction.correctrecord.Amending.correct;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.WarningCode;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.DutyStationClosed;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MandateExtended;
import org.muster.events.mission.MissionClosed;
import org.muster.events.recruitment.ClearanceKind;
import org.muster.events.volunteer.Gender;
import org.muster.events.volunteer.SealedPersonalData;
import org.muster.events.volunteer.VolunteerRegistered;

/** A corrected day is judged by all that the first one was judged by: contract, clearances, funding, limits, the station. */
class CorrectContractTest {

    private static final VolunteerDeployed FIRST = deployed("V1", "1992-05-01");
    private static final ContractExtended EXTENDED =
            new ContractExtended("V1", FIRST.assignment(), "UNTAC", Optional.empty(), day("1992-08-31"));

    @Test
    void an_entry_on_duty_stays_within_its_contract() {
        Given serving = serving(recruited("1994-03-14"));
        long position = 6L + recruited("1994-03-14").length;
        serving.when(correct(position, "entryOnDuty", "1992-03-31"))
                .refused(RefusalCode.CONTRACT_MISSING, Map.of("assignment", "A1", "entryOnDuty", "1992-03-31"));
        serving.when(correct(position, "entryOnDuty", "1992-04-02")).accepted();
    }

    @Test
    void an_entry_on_duty_keeps_its_clearances() {
        Given serving = serving(recruited("1992-05-01"));
        long position = 6L + recruited("1992-05-01").length;
        serving.when(correct(position, "entryOnDuty", "1992-05-02")).refused(RefusalCode.CLEARANCE_EXPIRED);
        serving.when(correct(position, "entryOnDuty", "1992-05-01")).accepted();
    }

    @Test
    void x1_an_entry_counts_while_its_contract_has_days_of_another_assignment() {
        DomainEvent[] late = recruited("1994-03-14");
        late[late.length - 1] = new VolunteerDeployed(
                "V1",
                "A1",
                "UNTAC",
                "UNTAC-PHNOM-PENH",
                Category.INTERNATIONAL_SPECIALIST,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.TECHNICAL,
                day("1992-05-01"),
                Optional.of(day("1992-09-30")),
                Optional.of("D1"),
                false);
        VolunteerDeployed between = deployed("V1", "1992-04-10");
        long position = 6L + late.length;

        serving(late).when(annul(position)).accepted();
        serving(late)
                .and(between, ended(between, "1992-04-20"))
                .when(annul(position))
                .refused(RefusalCode.VOLUNTEER_COMMITTED);
    }

    @Test
    void x6_nobody_entered_on_duty_as_a_minor() {
        VolunteerRegistered young = new VolunteerRegistered(
                "V2",
                "KEN",
                Optional.empty(),
                Optional.empty(),
                Gender.UNDISCLOSED,
                1974,
                Optional.of(day("1974-07-01")),
                new SealedPersonalData("AES256_GCM", "c2VhbGVk"),
                "fingerprint-of-V2",
                day("1992-01-02"),
                Optional.empty());
        Given serving = serving(young, deployed("V2", "1992-08-01"));
        serving.when(correct(8, "entryOnDuty", "1992-06-30")).refused(RefusalCode.NOT_ELIGIBLE);
        serving.when(correct(8, "entryOnDuty", "1992-07-02")).accepted();
    }

    @Test
    void x7_an_extension_stays_within_the_limit_of_service() {
        serving(FIRST, EXTENDED)
                .when(correct(8, "contractEndsOn", "1996-05-01"))
                .refused(RefusalCode.SERVICE_LIMIT, Map.of("volunteer", "V1", "days", 1462L, "daysMax", 1461L));
    }

    @Test
    void x8_an_extension_does_not_outlive_its_funding() {
        DomainEvent[] history = recruited("1994-03-14");
        serving(history)
                .and(extended("V1", "A1", "1992-09-30", "1992-10-31"))
                .when(correct(7L + history.length, "contractEndsOn", "1993-01-01"))
                .refused(
                        RefusalCode.BEYOND_FUNDING,
                        Map.of("contractEndsOn", "1993-01-01", "fundedUntil", "1992-12-31"));
    }

    @Test
    void x8_an_extension_beyond_the_mandate_comes_with_a_warning() {
        serving(FIRST, EXTENDED)
                .when(correct(8, "contractEndsOn", "1993-09-25"))
                .accepted(WarningCode.BEYOND_MANDATE);
        serving(FIRST, EXTENDED)
                .when(correct(8, "contractEndsOn", "1993-09-24"))
                .accepted();
    }

    @Test
    void x5_an_end_is_at_a_station_that_is_open() {
        Given serving = serving(
                FIRST,
                ended(FIRST, "1992-06-30"),
                new DutyStationClosed("UNTAC-PHNOM-PENH", "UNTAC", day("1992-07-15")));
        serving.when(correct(8, "lastDay", "1992-07-31"))
                .refused(RefusalCode.STATION_CLOSED, Map.of("station", "UNTAC-PHNOM-PENH", "closedOn", "1992-07-15"));
        serving.when(correct(8, "lastDay", "1992-07-15")).accepted();
    }

    @Test
    void a_mandate_is_not_extended_after_the_closure() {
        serving(
                        new MandateExtended("UNTAC", "S/RES/1", day("1992-06-01"), day("1993-12-31")),
                        new MandateEnded("UNTAC", day("1992-12-01")),
                        new LiquidationBegun("UNTAC", day("1992-12-10")),
                        new MissionClosed("UNTAC", day("1992-12-20")))
                .when(correct(7, "adoptedOn", "1992-12-21"))
                .refused(RefusalCode.MISSION_CLOSED, Map.of("mission", "UNTAC", "closedOn", "1992-12-20"));
    }

    @Test
    void a_phase_that_contradicts_entries_on_duty_comes_with_a_warning() {
        serving(FIRST, new DrawdownBegun("UNTAC", day("1993-01-01")))
                .when(correct(8, "begunOn", "1992-04-30"))
                .accepted(WarningCode.CONTRADICTS_RECORD);
    }

    /** UNTAC with five posts in each of two periods and V1 in the roster: six events, and these from the seventh on. */
    private static Given serving(DomainEvent... events) {
        return given(
                        untac(),
                        untacStarted(),
                        phnomPenh(),
                        authorized(FY92, 5, 0),
                        authorized(FY93, 5, 0),
                        registered("V1", "KEN"))
                .and(events);
    }

    /** From the request to the entry on duty of V1 on 1992-04-01, all clearances valid until this day. */
    private static DomainEvent[] recruited(String clearedUntil) {
        List<DomainEvent> events = new ArrayList<>(List.of(
                submitted("D1"),
                funded("D1"),
                approved("D1"),
                selected("D1", "V1"),
                offered("A1", "D1", "V1"),
                accepted("A1", "D1", "V1")));
        Arrays.stream(ClearanceKind.values())
                .map(kind -> cleared("V1", kind, clearedUntil))
                .forEach(events::add);
        events.add(contract("A1", "D1", "V1"));
        events.add(contracted("V1", "A1", Optional.of("1992-09-30"), Optional.of("D1")));
        return events.toArray(DomainEvent[]::new);
    }
}
