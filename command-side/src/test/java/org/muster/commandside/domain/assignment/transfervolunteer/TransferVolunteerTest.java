package org.muster.commandside.domain.assignment.transfervolunteer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.period;
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
import org.muster.commands.Warning;
import org.muster.commands.WarningCode;
import org.muster.commands.assignment.TransferVolunteer;
import org.muster.commandside.domain.assignment.endassignment.EndSealedAssignment;
import org.muster.commandside.domain.decision.Given;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.VolunteerType;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.SeparationClass;
import org.muster.events.assignment.SeparationReason;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerTransferred;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.DutyStationOpened;
import org.muster.events.mission.LeadDepartment;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.mission.MissionKind;
import org.muster.events.mission.MissionStarted;
import org.muster.events.mission.VolunteerStrengthAuthorized;
import org.muster.events.recruitment.DoAApproved;

class TransferVolunteerTest {

    private static final VolunteerDeployed DEPLOYED = deployed("V1", "1992-04-01");
    private static final TransferVolunteer TRANSFER = transfer("A2", "1992-06-01", Optional.empty());
    private static final VolunteerTransferred TRANSFERRED = transferred("1992-06-01", Optional.empty());

    @Test
    void x9_ends_one_assignment_and_begins_another_in_one_event() {
        ready(1).when(TRANSFER)
                .then(TRANSFERRED)
                .decidedAgainAfter(
                        ended(DEPLOYED, "1992-05-01"),
                        new MissionClosed("ONUMOZ", day("1992-06-02")),
                        new DoAApproved(
                                "D1",
                                "ONUMOZ",
                                Category.INTERNATIONAL_SPECIALIST,
                                day("1992-06-01"),
                                day("1992-06-30"),
                                day("1992-05-01")));
    }

    @Test
    void x9_leaves_neither_a_gap_nor_an_overlap_nor_a_double_count() {
        List<DomainEvent> history = new ArrayList<>(List.of(
                untac(), untacStarted(), authorized(FY92, 2, 1), registered("V1", "KEN"), DEPLOYED, TRANSFERRED));
        MissionPosts left = fold(MissionPosts.MODEL, "UNTAC", history);
        MissionPosts joined = fold(MissionPosts.MODEL, "ONUMOZ", history);

        for (LocalDate date = day("1992-04-01"); date.isBefore(day("1992-08-01")); date = date.plusDays(1)) {
            int before = left.encumbered(VolunteerType.INTERNATIONAL).on(date);
            int after = joined.encumbered(VolunteerType.INTERNATIONAL).on(date);
            assertThat(before + after).as("posts on %s", date).isEqualTo(1);
            assertThat(after)
                    .as("posts of the new mission on %s", date)
                    .isEqualTo(date.isBefore(day("1992-06-01")) ? 0 : 1);
        }
        assertThat(left.assignmentsBeyond(day("1992-05-31"))).isZero();
        assertThat(joined.assignmentsBeyond(day("1992-05-31"))).isEqualTo(1);
    }

    @Test
    void x9_the_new_assignment_ends_as_any_other_and_the_old_one_is_over() {
        ready(1).and(TRANSFERRED)
                .when(new EndSealedAssignment("A2", day("1992-07-31"), SeparationClass.COMPLETION, Optional.empty()))
                .then(new AssignmentEnded(
                        "V1",
                        "A2",
                        "ONUMOZ",
                        Category.INTERNATIONAL_SPECIALIST,
                        day("1992-06-01"),
                        day("1992-07-31"),
                        SeparationReason.COMPLETION));
        ready(1).and(TRANSFERRED)
                .when(transfer("A3", "1992-07-01", Optional.empty()))
                .refused(RefusalCode.NOT_OPEN, Map.of("assignment", DEPLOYED.assignment()));
        ready(1).and(TRANSFERRED)
                .when(new EndSealedAssignment(
                        DEPLOYED.assignment(), day("1992-07-31"), SeparationClass.COMPLETION, Optional.empty()))
                .refused(RefusalCode.NOT_OPEN, Map.of("assignment", DEPLOYED.assignment(), "lastDay", "1992-05-31"));
    }

    @Test
    void x3_needs_a_mission_that_is_open() {
        ready(1).and(new DrawdownBegun("ONUMOZ", day("1992-05-01")))
                .when(TRANSFER)
                .refused(
                        RefusalCode.TARGET_NOT_OPEN,
                        Map.of("mission", "ONUMOZ", "phase", "DRAWDOWN", "startedOn", "1992-01-15"));
        given(untac(), untacStarted(), registered("V1", "KEN"), DEPLOYED)
                .when(TRANSFER)
                .refused(RefusalCode.UNKNOWN_MISSION, Map.of("mission", "ONUMOZ"));
    }

    @Test
    void x2_needs_a_vacant_post_there() {
        ready(0).when(TRANSFER)
                .refused(
                        RefusalCode.TARGET_CEILING_REACHED,
                        Map.of(
                                "mission",
                                "ONUMOZ",
                                "type",
                                "INTERNATIONAL",
                                "from",
                                "1992-01-01",
                                "to",
                                "1992-12-31",
                                "authorized",
                                0,
                                "encumbered",
                                0));
    }

    @Test
    void x5_needs_a_station_there() {
        ready(1).when(new TransferVolunteer(
                        DEPLOYED.assignment(),
                        "A2",
                        "ONUMOZ",
                        "UNTAC-PHNOM-PENH",
                        ServiceArea.RECOVERY,
                        Expertise.LOGISTICAL,
                        day("1992-06-01"),
                        Optional.empty()))
                .refused(
                        RefusalCode.STATION_NOT_IN_MISSION,
                        Map.of("station", "UNTAC-PHNOM-PENH", "mission", "ONUMOZ", "on", "1992-06-01"));
    }

    @Test
    void x6_fits_the_mission_to_join() {
        VolunteerDeployed mozambican = deployed("M1", "1992-04-01");
        ready(1).and(registered("M1", "MOZ"), mozambican)
                .when(new TransferVolunteer(
                        mozambican.assignment(),
                        "A2",
                        "ONUMOZ",
                        "MAPUTO",
                        ServiceArea.RECOVERY,
                        Expertise.LOGISTICAL,
                        day("1992-06-01"),
                        Optional.empty()))
                .refused(
                        RefusalCode.NOT_ELIGIBLE,
                        Map.of("category", "INTERNATIONAL_SPECIALIST", "nationality", "MOZ", "area", List.of("MOZ")));
    }

    @Test
    void x1_and_x7_judge_the_days_to_come() {
        ready(1).and(deployed("V1", "1993-01-01"))
                .when(transfer("A2", "1992-06-01", Optional.of("1993-01-01")))
                .refused(
                        RefusalCode.ALREADY_DEPLOYED,
                        Map.of("assignment", "V1-1993-01-01", "mission", "UNTAC", "entryOnDuty", "1993-01-01"));
        ready(1).when(transfer("A2", "1992-06-01", Optional.of("1996-04-01")))
                .refused(RefusalCode.SERVICE_LIMIT, Map.of("volunteer", "V1", "days", 1462L, "daysMax", 1461L));
    }

    @Test
    void x8_warns_of_a_contract_that_outlives_the_mandate() {
        ready(1).when(transfer("A2", "1992-06-01", Optional.of("1993-12-31")))
                .thenWarned(
                        transferred("1992-06-01", Optional.of("1993-12-31")),
                        new Warning(
                                WarningCode.BEYOND_MANDATE, Map.of("mission", "ONUMOZ", "expiresOn", "1993-10-31")));
    }

    @Test
    void its_identifiers_and_dates_are_in_order() {
        ready(1).when(transfer(DEPLOYED.assignment(), "1992-06-01", Optional.empty()))
                .refused(RefusalCode.ASSIGNMENT_IN_USE, Map.of("assignment", DEPLOYED.assignment()));
        ready(1).when(transfer("A2", "1992-04-01", Optional.empty()))
                .refused(
                        RefusalCode.BEFORE_ENTRY_ON_DUTY,
                        Map.of("transferredOn", "1992-04-01", "entryOnDuty", "1992-04-01"));
        ready(1).when(transfer("A2", "1992-06-01", Optional.of("1992-05-31")))
                .refused(
                        RefusalCode.DATE_OUT_OF_ORDER,
                        Map.of("contractEndsOn", "1992-05-31", "notBefore", "1992-06-01"));
        ready(1).when(new TransferVolunteer(
                        DEPLOYED.assignment(),
                        "A2",
                        "UNTAC",
                        "UNTAC-PHNOM-PENH",
                        ServiceArea.RECOVERY,
                        Expertise.LOGISTICAL,
                        day("1992-06-01"),
                        Optional.empty()))
                .refused(RefusalCode.SAME_MISSION, Map.of("mission", "UNTAC"));
    }

    private static Given ready(int posts) {
        return given(
                untac(),
                untacStarted(),
                phnomPenh(),
                new MissionEstablished(
                        "ONUMOZ",
                        "United Nations Operation in Mozambique",
                        List.of("MOZ"),
                        MissionKind.PEACEKEEPING,
                        LeadDepartment.DPKO,
                        "S/RES/797",
                        day("1992-01-01"),
                        day("1992-01-15"),
                        Optional.of(day("1993-10-31")),
                        false),
                new MissionStarted("ONUMOZ", day("1992-01-15")),
                new DutyStationOpened("MAPUTO", "ONUMOZ", "Maputo", "MOZ", day("1992-01-15")),
                new VolunteerStrengthAuthorized("ONUMOZ", period("1992-01-01", "1992-12-31"), posts, 0, "A/47/881"),
                registered("V1", "KEN"),
                DEPLOYED);
    }

    private static TransferVolunteer transfer(String newAssignment, String on, Optional<String> contractEndsOn) {
        return new TransferVolunteer(
                DEPLOYED.assignment(),
                newAssignment,
                "ONUMOZ",
                "MAPUTO",
                ServiceArea.RECOVERY,
                Expertise.LOGISTICAL,
                day(on),
                contractEndsOn.map(end -> day(end)));
    }

    private static VolunteerTransferred transferred(String on, Optional<String> contractEndsOn) {
        return new VolunteerTransferred(
                "V1",
                DEPLOYED.assignment(),
                "UNTAC",
                Category.INTERNATIONAL_SPECIALIST,
                day("1992-04-01"),
                "A2",
                "ONUMOZ",
                "MAPUTO",
                ServiceArea.RECOVERY,
                Expertise.LOGISTICAL,
                day(on),
                contractEndsOn.map(end -> day(end)));
    }
}
