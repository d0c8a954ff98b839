package org.muster.commandside.domain.correction.correctrecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.FY93;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.established;
import static org.muster.commandside.Examples.phnomPenh;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.Examples.untacStarted;
import static org.muster.commandside.domain.decision.Given.fold;
import static org.muster.commandside.domain.decision.Given.given;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Given;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.VolunteerType;
import org.muster.events.assignment.AbsenceKind;
import org.muster.events.assignment.AbsenceRecorded;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerTransferred;
import org.muster.events.correction.CorrectionReason;
import org.muster.events.mission.DutyStationClosed;
import org.muster.events.mission.DutyStationOpened;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.MissionStarted;
import org.muster.events.mission.VolunteerStrengthAuthorized;

/** X9 amended: another day of a transfer moves the end of the one assignment and the beginning of the other together. */
class CorrectTransferTest {

    private static final VolunteerDeployed DEPLOYED = deployed("V1", "1992-04-01");
    private static final long TRANSFER = 12;

    @Test
    void x9_leaves_neither_a_gap_nor_an_overlap_nor_a_double_count() {
        for (String to : List.of("1992-05-15", "1992-06-15")) {
            List<DomainEvent> history = history(1, 5);
            history.addAll(
                    given(history.toArray(DomainEvent[]::new)).when(correct(to)).events());
            MissionPosts left = fold(MissionPosts.MODEL, "UNTAC", history);
            MissionPosts joined = fold(MissionPosts.MODEL, "ONUMOZ", history);

            for (LocalDate date = day("1992-04-01"); date.isBefore(day("1992-08-01")); date = date.plusDays(1)) {
                boolean before = date.isBefore(day(to));
                assertThat(left.encumbered(VolunteerType.INTERNATIONAL).on(date))
                        .as("%s on %s", to, date)
                        .isEqualTo(before ? 1 : 0);
                assertThat(joined.encumbered(VolunteerType.INTERNATIONAL).on(date))
                        .as("%s on %s", to, date)
                        .isEqualTo(before ? 0 : 1);
            }
        }
    }

    @Test
    void x2_the_days_that_an_assignment_gains_need_a_post() {
        VolunteerDeployed other = deployedTo("V2", "ONUMOZ", "1992-05-01", "ONUMOZ-BEIRA");
        transferred(1, 1, other, ended(other, "1992-05-31"))
                .when(correct("1992-05-31"))
                .refused(RefusalCode.CEILING_REACHED);
        transferred(1, 1, deployed("V2", "1992-06-01"))
                .when(correct("1992-06-02"))
                .refused(RefusalCode.CEILING_REACHED);
        transferred(2, 1, deployed("V2", "1992-06-01"))
                .when(correct("1992-06-02"))
                .accepted();
    }

    @Test
    void x3_x5_the_mission_and_the_station_are_open_on_the_day() {
        transferred(1, 1).when(correct("1992-04-14")).refused(RefusalCode.MISSION_NOT_OPEN);
        transferred(1, 1)
                .when(correct("1992-04-15"))
                .refused(
                        RefusalCode.STATION_NOT_IN_MISSION,
                        Map.of("station", "ONUMOZ-BEIRA", "mission", "ONUMOZ", "transferredOn", "1992-04-15"));
        transferred(1, 1).when(correct("1992-04-20")).accepted();
        transferred(1, 1, new DutyStationClosed("UNTAC-PHNOM-PENH", "UNTAC", day("1992-06-05")))
                .when(correct("1992-06-10"))
                .refused(RefusalCode.STATION_CLOSED, Map.of("station", "UNTAC-PHNOM-PENH", "closedOn", "1992-06-05"));
    }

    @Test
    void x4_nobody_stays_beyond_the_closure_of_the_mission_that_was_left() {
        transferred(
                        1,
                        1,
                        new MandateEnded("UNTAC", day("1992-06-01")),
                        new LiquidationBegun("UNTAC", day("1992-06-01")),
                        new MissionClosed("UNTAC", day("1992-06-10")))
                .when(correct("1992-06-15"))
                .refused(RefusalCode.OPEN_ASSIGNMENTS, Map.of("mission", "UNTAC", "count", 1));
    }

    @Test
    void days_stay_in_their_order() {
        transferred(1, 1).when(correct("1992-04-01")).refused(RefusalCode.BEFORE_ENTRY_ON_DUTY);
        transferred(1, 1).when(correct("1992-10-01")).refused(RefusalCode.DATE_OUT_OF_ORDER);
        transferred(1, 1, absent(DEPLOYED.assignment(), "1992-05-20"))
                .when(correct("1992-05-10"))
                .refused(RefusalCode.DATE_OUT_OF_ORDER);
        transferred(1, 1, absent("A2", "1992-06-05"))
                .when(correct("1992-06-10"))
                .refused(RefusalCode.DATE_OUT_OF_ORDER);
    }

    @Test
    void a_transfer_is_never_annulled_and_what_a_volunteer_does_may_be_corrected() {
        transferred(1, 1)
                .when(new org.muster.commands.correction.AnnulRecord(
                        Given.id(TRANSFER), TRANSFER, CorrectionReason.DID_NOT_HAPPEN))
                .refused(RefusalCode.NOT_ANNULLABLE);
        transferred(1, 1)
                .when(new CorrectSealedRecord(
                        Given.id(TRANSFER),
                        TRANSFER,
                        "expertise",
                        Optional.of("MEDICAL"),
                        CorrectionReason.WRONG_SOURCE))
                .accepted();
    }

    @Test
    void what_the_rules_read_disturbs_a_correction_that_is_decided_at_the_same_time() {
        transferred(1, 1)
                .when(correct("1992-05-31"))
                .decidedAgainAfter(
                        deployedTo("V2", "ONUMOZ", "1992-05-01", "ONUMOZ-BEIRA"),
                        deployed("V1", "1992-08-01"),
                        new MissionClosed("ONUMOZ", day("1993-01-01")));
    }

    /** V1 served in UNTAC from 1992-04-01 and in ONUMOZ from 1992-06-01 to 1992-09-30; this many posts in each. */
    private static List<DomainEvent> history(int untac, int onumoz) {
        return new ArrayList<>(List.of(
                untac(),
                untacStarted(),
                phnomPenh(),
                authorized(FY92, untac, 0),
                authorized(FY93, untac, 0),
                established("ONUMOZ", Optional.empty(), true),
                new MissionStarted("ONUMOZ", day("1992-04-15")),
                new DutyStationOpened("ONUMOZ-BEIRA", "ONUMOZ", "Beira", "MOZ", day("1992-04-20")),
                new VolunteerStrengthAuthorized("ONUMOZ", FY92, onumoz, 0, "A/47/969"),
                registered("V1", "KEN"),
                DEPLOYED,
                new VolunteerTransferred(
                        "V1",
                        DEPLOYED.assignment(),
                        "UNTAC",
                        DEPLOYED.category(),
                        DEPLOYED.entryOnDuty(),
                        "A2",
                        "ONUMOZ",
                        "ONUMOZ-BEIRA",
                        ServiceArea.ELECTORAL_SUPPORT,
                        Expertise.TECHNICAL,
                        day("1992-06-01"),
                        Optional.of(day("1992-09-30")))));
    }

    private static Given transferred(int untac, int onumoz, DomainEvent... more) {
        return given(history(untac, onumoz).toArray(DomainEvent[]::new)).and(more);
    }

    private static VolunteerDeployed deployedTo(String volunteer, String mission, String on, String station) {
        return new VolunteerDeployed(
                volunteer,
                volunteer + "-" + on,
                mission,
                station,
                Category.INTERNATIONAL_SPECIALIST,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.TECHNICAL,
                day(on),
                true);
    }

    private static DomainEvent ended(VolunteerDeployed deployment, String lastDay) {
        return org.muster.commandside.Examples.ended(deployment, lastDay);
    }

    private static AbsenceRecorded absent(String assignment, String on) {
        return new AbsenceRecorded("V1", assignment, "UNTAC", AbsenceKind.ANNUAL, day(on), day(on));
    }

    private static CorrectSealedRecord correct(String to) {
        return new CorrectSealedRecord(
                Given.id(TRANSFER), TRANSFER, "transferredOn", Optional.of(to), CorrectionReason.TYPING_ERROR);
    }
}
