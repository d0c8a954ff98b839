package org.muster.commandside.domain.correction.annulrecord;

import static org.muster.commandside.AutomationExamples.contracted;
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
import static org.muster.commandside.RecruitmentExamples.recruited;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.WarningCode;
import org.muster.commands.correction.AnnulRecord;
import org.muster.commands.mission.StartMission;
import org.muster.commandside.domain.assignment.endassignment.EndSealedAssignment;
import org.muster.commandside.domain.correction.correctrecord.CorrectSealedRecord;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.DomainEvent;
import org.muster.events.assignment.AbsenceKind;
import org.muster.events.assignment.AbsenceRecorded;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.DeathInServiceRecorded;
import org.muster.events.assignment.FinalClearanceRecorded;
import org.muster.events.assignment.IncidentType;
import org.muster.events.assignment.SeparationClass;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.correction.CorrectionReason;
import org.muster.events.correction.OriginalEvent;
import org.muster.events.correction.RecordAnnulled;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.DutyStationClosed;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.MissionStarted;
import org.muster.events.mission.VolunteerStrengthRevised;
import org.muster.events.volunteer.ErasureBasis;
import org.muster.events.volunteer.VolunteerPersonalDataErased;

/** What was recorded by mistake is withdrawn, unless later records rest on it. */
class AnnulRecordTest {

    private static final VolunteerDeployed FIRST = deployed("V1", "1992-05-01");

    @Test
    void a_start_by_mistake_is_withdrawn_and_the_mission_starts_again() {
        MissionStarted in2099 = new MissionStarted("UNTAC", day("2099-03-15"));
        Given withdrawn = after(given(untac(), in2099), annul(2));

        given(untac(), in2099).when(annul(2)).then(annulled(2, in2099));
        withdrawn.when(new StartMission("UNTAC", day("1992-03-15"))).then(untacStarted());
    }

    @Test
    void x3_a_start_is_not_withdrawn_while_volunteers_are_deployed() {
        serving(FIRST)
                .when(annul(2))
                .refused(RefusalCode.MISSION_NOT_OPEN, Map.of("mission", "UNTAC", "entriesOnDuty", 1));
    }

    @Test
    void a_phase_is_not_withdrawn_from_under_a_later_one() {
        Given given = given(
                untac(),
                untacStarted(),
                new DrawdownBegun("UNTAC", day("1993-06-02")),
                new LiquidationBegun("UNTAC", day("1993-08-01")),
                new MissionClosed("UNTAC", day("1993-09-01")));
        given.when(annul(2)).refused(RefusalCode.LATER_RECORDS, Map.of("mission", "UNTAC", "phase", "DRAWDOWN"));
        given.when(annul(3)).refused(RefusalCode.LATER_RECORDS, Map.of("mission", "UNTAC", "phase", "LIQUIDATION"));
        given.when(annul(4)).refused(RefusalCode.LATER_RECORDS, Map.of("mission", "UNTAC", "phase", "CLOSED"));
        Given reopened = after(given, annul(5));
        after(reopened, annul(4)).when(annul(3)).accepted();
    }

    @Test
    void a_mandate_s_end_is_not_withdrawn_where_it_opened_the_way_to_liquidation() {
        given(
                        untac(),
                        untacStarted(),
                        new MandateEnded("UNTAC", day("1993-06-01")),
                        new LiquidationBegun("UNTAC", day("1993-08-01")))
                .when(annul(3))
                .refused(RefusalCode.LATER_RECORDS, Map.of("mission", "UNTAC", "phase", "LIQUIDATION"));
    }

    @Test
    void an_end_by_mistake_is_withdrawn_and_the_assignment_is_open_again() {
        Given open = after(serving(FIRST, ended(FIRST, "1992-06-30")), annul(8));

        open.when(new EndSealedAssignment(
                        FIRST.assignment(), day("1992-08-31"), SeparationClass.RESIGNATION, Optional.empty()))
                .accepted();
    }

    @Test
    void x1_an_end_is_not_withdrawn_where_the_volunteer_serves_again_since() {
        serving(FIRST, ended(FIRST, "1992-06-30"), deployed("V1", "1992-09-01"))
                .when(annul(8))
                .refused(RefusalCode.ALREADY_DEPLOYED);
    }

    @Test
    void x2_an_end_is_not_withdrawn_where_the_post_is_filled_again() {
        Given given = given(
                untac(),
                untacStarted(),
                phnomPenh(),
                authorized(FY93, 1, 0),
                authorized(FY92, 1, 0),
                registered("V1", "KEN"),
                registered("V2", "KEN"),
                FIRST,
                ended(FIRST, "1992-05-31"),
                deployed("V2", "1992-06-01"));
        given.when(annul(9)).refused(RefusalCode.CEILING_REACHED);
        after(given, annul(10)).when(annul(9)).accepted();
    }

    @Test
    void x4_an_end_is_not_withdrawn_where_the_mission_is_closed() {
        serving(
                        FIRST,
                        ended(FIRST, "1992-12-20"),
                        new MandateEnded("UNTAC", day("1992-12-01")),
                        new LiquidationBegun("UNTAC", day("1992-12-10")),
                        new MissionClosed("UNTAC", day("1992-12-20")))
                .when(annul(8))
                .refused(RefusalCode.OPEN_ASSIGNMENTS, Map.of("mission", "UNTAC", "count", 1));
    }

    @Test
    void an_end_is_not_withdrawn_after_the_final_clearance() {
        serving(
                        FIRST,
                        ended(FIRST, "1992-06-30"),
                        new FinalClearanceRecorded("V1", FIRST.assignment(), "UNTAC", day("1992-07-31")))
                .when(annul(8))
                .refused(RefusalCode.LATER_RECORDS, Map.of("assignment", FIRST.assignment()));
    }

    @Test
    void a_death_that_did_not_happen_is_withdrawn_and_the_volunteer_may_serve() {
        DeathInServiceRecorded death = new DeathInServiceRecorded(
                "V1",
                FIRST.assignment(),
                "UNTAC",
                FIRST.category(),
                FIRST.entryOnDuty(),
                day("1992-06-30"),
                IncidentType.UNKNOWN);
        Given alive = after(serving(FIRST, death), annul(8));

        alive.when(new EndSealedAssignment(
                        FIRST.assignment(), day("1992-08-31"), SeparationClass.COMPLETION, Optional.empty()))
                .accepted();
    }

    @Test
    void a_deployment_is_withdrawn_only_while_nothing_else_is_on_record_of_it() {
        Given ended = serving(FIRST, ended(FIRST, "1992-06-30"));
        ended.when(annul(7)).refused(RefusalCode.LATER_RECORDS, Map.of("assignment", FIRST.assignment(), "records", 1));
        after(ended, annul(8)).when(annul(7)).accepted();
    }

    @Test
    void an_extension_is_withdrawn_the_last_one_first() {
        ContractExtended one =
                new ContractExtended("V1", FIRST.assignment(), "UNTAC", Optional.empty(), day("1992-08-31"));
        ContractExtended two = new ContractExtended(
                "V1", FIRST.assignment(), "UNTAC", Optional.of(day("1992-08-31")), day("1993-02-28"));
        Given given = serving(FIRST, one, two);
        given.when(annul(8)).refused(RefusalCode.LATER_RECORDS);
        after(given, annul(9)).when(annul(8)).accepted();
    }

    @Test
    void an_authorization_is_not_withdrawn_from_under_posts_that_are_filled_or_a_revision() {
        serving(FIRST).when(annul(4)).refused(RefusalCode.CEILING_REACHED);
        given(untac(), authorized(FY92, 5, 0), revised(3))
                .when(annul(2))
                .refused(RefusalCode.LATER_RECORDS, Map.of("mission", "UNTAC", "from", "1991-07-01"));
        given(untac(), authorized(FY92, 5, 0)).when(annul(2)).accepted();
    }

    @Test
    void x10_a_revision_is_withdrawn_with_a_warning_where_the_strength_before_it_is_exceeded() {
        given(untac(), untacStarted(), phnomPenh(), authorized(FY92, 0, 0), revised(3), registered("V1", "KEN"), FIRST)
                .when(annul(5))
                .accepted(WarningCode.OVER_STRENGTH);
    }

    @Test
    void an_absence_is_withdrawn() {
        serving(
                        FIRST,
                        new AbsenceRecorded(
                                "V1",
                                FIRST.assignment(),
                                "UNTAC",
                                AbsenceKind.ANNUAL,
                                day("1992-06-01"),
                                day("1992-06-07")))
                .when(annul(8))
                .accepted();
    }

    @Test
    void x5_an_end_is_not_withdrawn_where_the_station_is_closed() {
        serving(
                        FIRST,
                        ended(FIRST, "1992-06-30"),
                        new DutyStationClosed("UNTAC-PHNOM-PENH", "UNTAC", day("1992-07-15")))
                .when(annul(8))
                .refused(RefusalCode.STATION_CLOSED, Map.of("station", "UNTAC-PHNOM-PENH", "closedOn", "1992-07-15"));
    }

    @Test
    void an_end_is_not_withdrawn_after_the_person_s_data_were_erased() {
        serving(
                        FIRST,
                        ended(FIRST, "1992-06-30"),
                        new VolunteerPersonalDataErased("V1", ErasureBasis.RETENTION_EXPIRED, day("2020-01-01")))
                .when(annul(8))
                .refused(RefusalCode.ALREADY_ERASED, Map.of("volunteer", "V1"));
    }

    @Test
    void x2_a_deployment_is_not_withdrawn_where_its_request_would_have_no_post_any_more() {
        Given given = given(
                        untac(),
                        untacStarted(),
                        phnomPenh(),
                        authorized(FY92, 1, 0),
                        authorized(FY93, 1, 0),
                        registered("V1", "KEN"))
                .and(recruited("A1", "D1", "V1"))
                .and(contracted("V1", "A1", Optional.of("1992-09-30"), Optional.of("D1")));
        int position = 7 + recruited("A1", "D1", "V1").length;
        given.when(annul(position)).accepted();
        given.and(deployed("V2", "1992-05-01")).when(annul(position)).refused(RefusalCode.NO_CEILING);
    }

    @Test
    void a_drawdown_is_not_withdrawn_where_liquidation_would_precede_the_mandate_s_end() {
        given(
                        untac(),
                        untacStarted(),
                        new DrawdownBegun("UNTAC", day("1993-06-02")),
                        new LiquidationBegun("UNTAC", day("1993-08-01")),
                        new MandateEnded("UNTAC", day("1993-09-24")))
                .when(annul(3))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("LIQUIDATION", "1993-08-01", "notBefore", "1993-09-24"));
    }

    @Test
    void what_was_withdrawn_or_never_there_is_not_withdrawn_again() {
        Given withdrawn = after(given(untac(), untacStarted()), annul(2));
        withdrawn.when(annul(2)).refused(RefusalCode.UNKNOWN_EVENT);
        withdrawn
                .when(new CorrectSealedRecord(
                        Given.id(2), 2, "startedOn", Optional.of("1992-04-01"), CorrectionReason.TYPING_ERROR))
                .refused(RefusalCode.UNKNOWN_EVENT);
        given(untac()).when(annul(7)).refused(RefusalCode.UNKNOWN_EVENT, Map.of("event", Given.id(7), "position", 7L));
    }

    @Test
    void what_others_are_named_after_is_never_withdrawn() {
        given(untac())
                .when(annul(1))
                .refused(RefusalCode.NOT_ANNULLABLE, Map.of("type", "muster.mission.established.v1"));
        given(registered("V1", "KEN")).when(annul(1)).refused(RefusalCode.NOT_ANNULLABLE);
        after(given(untac(), untacStarted()), annul(2)).when(annul(3)).refused(RefusalCode.NOT_ANNULLABLE);
    }

    @Test
    void what_the_rules_read_disturbs_an_annulment_that_is_decided_at_the_same_time() {
        given(untac(), untacStarted()).when(annul(2)).decidedAgainAfter(FIRST);
        serving(FIRST).when(annul(7)).decidedAgainAfter(ended(FIRST, "1992-06-30"));
    }

    private static VolunteerStrengthRevised revised(int posts) {
        return new VolunteerStrengthRevised("UNTAC", FY92, posts, 0, "A/46/904", day("1991-07-01"));
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

    private static Given after(Given given, AnnulRecord command) {
        return given.and(given.when(command).events().toArray(DomainEvent[]::new));
    }

    private static AnnulRecord annul(long position) {
        return new AnnulRecord(Given.id(position), position, CorrectionReason.DID_NOT_HAPPEN);
    }

    private static RecordAnnulled annulled(long position, DomainEvent original) {
        return new RecordAnnulled(
                OriginalEvent.of(Given.id(position), position, original), CorrectionReason.DID_NOT_HAPPEN);
    }
}
