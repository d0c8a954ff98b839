package org.muster.commandside.domain.correction.correctrecord;

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
import static org.muster.commandside.domain.correction.correctrecord.Amending.correct;
import static org.muster.commandside.domain.correction.correctrecord.Amending.serving;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.WarningCode;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.correction.CorrectionReason;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MandateExtended;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.VolunteerStrengthRevised;

/** The history as it stands after a correction keeps the rules and the order of its dates. */
class CorrectedHistoryKeepsRulesTest {

    private static final VolunteerDeployed FIRST = deployed("V1", "1992-05-01");

    @Test
    void dates_stay_in_their_order() {
        Given given = given(
                untac(),
                untacStarted(),
                new MandateEnded("UNTAC", day("1993-06-01")),
                new DrawdownBegun("UNTAC", day("1993-06-02")),
                new LiquidationBegun("UNTAC", day("1993-08-01")));
        given.when(correct(2, "startedOn", "1992-03-14"))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("startedOn", "1992-03-14", "notBefore", "1992-03-15"));
        given.when(correct(2, "startedOn", "1993-06-03")).refused(RefusalCode.DATE_OUT_OF_ORDER);
        given.when(correct(3, "endedOn", "1992-03-14")).refused(RefusalCode.DATE_OUT_OF_ORDER);
        given.when(correct(4, "begunOn", "1993-08-02")).refused(RefusalCode.DATE_OUT_OF_ORDER);
        given.when(correct(4, "begunOn", "1993-08-01")).accepted();
        given.when(correct(1, "startsOn", "1992-02-27")).refused(RefusalCode.START_BEFORE_ADOPTION);
    }

    @Test
    void an_expiry_stays_later_than_the_one_before_it() {
        Given given = given(
                untac(),
                new MandateExtended("UNTAC", "S/RES/1", day("1993-01-01"), day("1993-12-31")),
                new MandateExtended("UNTAC", "S/RES/2", day("1993-06-01"), day("1994-12-31")));
        given.when(correct(2, "newExpiry", "1993-09-24"))
                .refused(RefusalCode.EXPIRY_NOT_LATER, Map.of("expiresOn", "1993-09-24"));
        given.when(correct(2, "newExpiry", "1994-12-31")).refused(RefusalCode.EXPIRY_NOT_LATER);
        given.when(correct(2, "newExpiry", "1994-12-30")).accepted();
        given.when(new CorrectSealedRecord(
                        Given.id(1), 1, "expiresOn", Optional.empty(), CorrectionReason.WRONG_SOURCE))
                .refused(RefusalCode.EXPIRY_NOT_LATER, Map.of("openEnded", true));
    }

    @Test
    void x1_an_end_or_an_entry_does_not_reach_into_another_assignment() {
        VolunteerDeployed later = deployed("V1", "1992-09-01");
        Given given = serving(FIRST, ended(FIRST, "1992-06-30"), later);
        given.when(correct(7, "lastDay", "1992-09-01")).refused(RefusalCode.ALREADY_DEPLOYED);
        given.when(correct(7, "lastDay", "1992-08-31")).accepted();
        given.when(correct(8, "entryOnDuty", "1992-06-30")).refused(RefusalCode.ALREADY_DEPLOYED);
        given.when(correct(8, "entryOnDuty", "1992-07-01")).accepted();
        given.when(correct(6, "entryOnDuty", "1992-07-01"))
                .refused(
                        RefusalCode.BEFORE_ENTRY_ON_DUTY, Map.of("lastDay", "1992-06-30", "entryOnDuty", "1992-07-01"));
    }

    @Test
    void x2_nobody_serves_on_a_post_that_is_not_there() {
        VolunteerDeployed second = deployed("V2", "1992-07-01");
        Given given = given(
                untac(),
                untacStarted(),
                phnomPenh(),
                authorized(FY92, 1, 0),
                authorized(FY93, 1, 0),
                registered("V1", "KEN"),
                registered("V2", "KEN"),
                FIRST,
                ended(FIRST, "1992-06-30"),
                second);
        given.when(correct(9, "lastDay", "1992-07-01")).refused(RefusalCode.CEILING_REACHED);
        given.when(correct(10, "entryOnDuty", "1992-06-30")).refused(RefusalCode.CEILING_REACHED);
        given.when(correct(10, "entryOnDuty", "1992-07-02")).accepted();
        given.when(correct(9, "lastDay", "1992-06-29")).accepted();
    }

    @Test
    void x3_nobody_has_entered_before_the_start() {
        serving(FIRST)
                .when(correct(2, "startedOn", "1992-05-02"))
                .refused(
                        RefusalCode.MISSION_NOT_OPEN,
                        Map.of("mission", "UNTAC", "entriesOnDuty", 1, "startedOn", "1992-05-02"));
        serving(FIRST).when(correct(2, "startedOn", "1992-05-01")).accepted();
        serving(FIRST).when(correct(6, "entryOnDuty", "1992-03-14")).refused(RefusalCode.MISSION_NOT_OPEN);
    }

    @Test
    void x4_nobody_serves_beyond_the_closure() {
        Given given = serving(
                FIRST,
                ended(FIRST, "1992-12-20"),
                new MandateEnded("UNTAC", day("1992-12-01")),
                new LiquidationBegun("UNTAC", day("1992-12-10")),
                new MissionClosed("UNTAC", day("1992-12-20")));
        given.when(correct(10, "closedOn", "1992-12-19"))
                .refused(RefusalCode.OPEN_ASSIGNMENTS, Map.of("mission", "UNTAC", "count", 1));
        given.when(correct(7, "lastDay", "1992-12-21")).refused(RefusalCode.OPEN_ASSIGNMENTS);
        given.when(correct(10, "closedOn", "1992-12-31")).accepted();
        given.when(correct(7, "lastDay", "1992-11-30")).accepted();
    }

    @Test
    void x5_an_entry_is_at_a_station_that_is_open() {
        serving(FIRST)
                .when(correct(6, "entryOnDuty", "1992-03-19"))
                .refused(
                        RefusalCode.STATION_NOT_IN_MISSION,
                        Map.of("station", "UNTAC-PHNOM-PENH", "mission", "UNTAC", "entryOnDuty", "1992-03-19"));
    }

    @Test
    void x10_a_strength_below_what_is_encumbered_is_a_fact_with_a_warning() {
        Given given = serving(FIRST);
        given.when(correct(4, "international", "0")).accepted(WarningCode.OVER_STRENGTH);
        given.when(correct(4, "international", "-1")).refused(RefusalCode.NEGATIVE);
        given(
                        untac(),
                        authorized(FY92, 5, 0),
                        new VolunteerStrengthRevised("UNTAC", FY92, 3, 0, "A", day("1992-01-01")))
                .when(correct(3, "revisedOn", "1992-07-01"))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("revisedOn", "1992-07-01", "notAfter", "1992-06-30"));
    }

    @Test
    void only_the_last_extension_is_corrected_because_each_rests_on_the_one_before() {
        ContractExtended one =
                new ContractExtended("V1", FIRST.assignment(), "UNTAC", Optional.empty(), day("1992-08-31"));
        ContractExtended two = new ContractExtended(
                "V1", FIRST.assignment(), "UNTAC", Optional.of(day("1992-08-31")), day("1993-02-28"));
        Given given = serving(FIRST, one, two);
        given.when(correct(7, "contractEndsOn", "1992-09-30"))
                .refused(
                        RefusalCode.LATER_RECORDS,
                        Map.of("assignment", FIRST.assignment(), "contractEndsOn", "1993-02-28"));
        given.when(correct(8, "contractEndsOn", "1992-08-31")).refused(RefusalCode.NOT_LATER);
        given.when(correct(8, "contractEndsOn", "1992-09-30")).accepted();
        given.when(correct(6, "contractEndsOn", "1992-07-31")).refused(RefusalCode.LATER_RECORDS);
    }

    @Test
    void what_the_rules_read_disturbs_a_correction_that_is_decided_at_the_same_time() {
        serving(FIRST)
                .when(correct(2, "startedOn", "1992-03-16"))
                .decidedAgainAfter(deployed("V2", "1992-05-01"), new DrawdownBegun("UNTAC", day("1992-04-01")));
        serving(FIRST, ended(FIRST, "1992-06-30"))
                .when(correct(7, "lastDay", "1992-07-31"))
                .decidedAgainAfter(deployed("V1", "1992-09-01"), new MissionClosed("UNTAC", day("1993-01-01")));
    }
}
