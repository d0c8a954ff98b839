package org.muster.queryside.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.events.Category;
import org.muster.events.assignment.AbsenceKind;
import org.muster.events.assignment.AbsenceRecorded;
import org.muster.events.assignment.SeparationReason;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.correction.CorrectionReason;
import org.muster.events.correction.OriginalEvent;
import org.muster.events.correction.RecordAnnulled;
import org.muster.events.mission.DutyStationClassified;
import org.muster.events.mission.HardshipClass;
import org.muster.events.mission.MissionKind;
import org.muster.events.policy.PolicyAdopted;
import org.muster.events.policy.PolicyTerm;
import org.muster.events.recruitment.DoAApproved;
import org.muster.events.recruitment.DoACancelled;
import org.muster.events.security.EvacuationLifted;
import org.muster.events.security.EvacuationOrdered;
import org.muster.events.security.VolunteerRelocated;
import org.muster.events.security.VolunteerReturned;
import org.muster.events.volunteer.Gender;

/** What surrounds service: reserved posts, rest that is due, evacuations, and how much service is used. */
class ServiceReportsTest extends DefinitionsStage {

    @Test
    void a_post_is_reserved_from_the_approval_until_it_is_filled_or_cancelled() {
        given(established("UNMIL", MissionKind.PEACEKEEPING));
        authorize("UNMIL", "2004-07-01", "2005-06-30", 5);
        given(
                approved("D-FILLED", "2004-08-15", "2004-07-20"),
                approved("D-CANCELLED", "2004-08-01", "2004-07-20"),
                approved("D-LATER", "2004-10-01", "2004-07-20"),
                new DoACancelled("D-CANCELLED", "UNMIL", Category.INTERNATIONAL_SPECIALIST, true, day("2004-09-01")),
                new DoACancelled("D-NEVER", "UNMIL", Category.INTERNATIONAL_SPECIALIST, false, day("2004-09-01")));
        VolunteerDeployed filled = filling("D-FILLED", "2004-10-05");
        given(filled);

        assertThat(ask("strength", months("2004-07", "2004-11")))
                .extracting(row -> row.get("month") + " " + row.get("encumbered") + " " + row.get("reserved") + " "
                        + row.get("vacancy") + " " + row.get("available"))
                .containsExactly(
                        "2004-07 0 0 5 5", "2004-08 0 2 5 3", "2004-09 0 1 5 4", "2004-10 1 1 4 3", "2004-11 1 1 4 3");
    }

    @Test
    void a_reservation_alone_is_a_row_and_comes_back_when_the_deployment_was_a_mistake() {
        given(established("UNMIL", MissionKind.PEACEKEEPING), approved("D-1", "2004-08-01", "2004-07-20"));
        VolunteerDeployed mistaken = filling("D-1", "2004-08-10");
        given(mistaken);
        assertThat(ask("strength", months("2004-08", "2004-08")))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("reserved", 0L).containsEntry("encumbered", 1L));

        given(new RecordAnnulled(OriginalEvent.of("e-3", 3, mistaken), CorrectionReason.values()[0]));

        assertThat(ask("strength", months("2004-08", "2004-08")))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("authorized", 0L)
                        .containsEntry("encumbered", 0L)
                        .containsEntry("reserved", 1L)
                        .containsEntry("available", -1L));
    }

    @Test
    void rest_is_due_when_the_station_s_cycle_has_passed_since_the_last_one() {
        given(established("UNAMA", MissionKind.POLITICAL));
        List<VolunteerDeployed> deployed = deploy("UNAMA", 3, "2004-01-01");
        given(
                new DutyStationClassified(
                        "UNAMA-HQ", "UNAMA", HardshipClass.E, false, Optional.of(6), day("2004-01-01")),
                absent(deployed.get(0), AbsenceKind.R_AND_R, "2004-02-12", "2004-02-18"),
                absent(deployed.get(1), AbsenceKind.ANNUAL, "2004-02-12", "2004-02-18"));

        assertThat(rest("2004-02-11")).containsEntry("due", 0L).containsEntry("dueSoon", 3L);
        assertThat(rest("2004-02-12"))
                .as("six weeks after the entry on duty, and one is on rest")
                .containsEntry("due", 2L)
                .containsEntry("resting", 1L)
                .containsEntry("nextDueOn", day("2004-02-12"))
                .containsEntry("restCycleWeeks", 6L)
                .containsEntry("hardshipClass", "E");
        assertThat(rest("2004-03-31")).containsEntry("due", 2L).containsEntry("dueSoon", 1L);
        assertThat(rest("2004-04-01")).as("six weeks after the rest").containsEntry("due", 3L);
    }

    @Test
    void without_a_class_on_record_the_cycle_is_that_of_the_policy_of_the_day() {
        given(established("UNAMA", MissionKind.POLITICAL));
        deploy("UNAMA", 1, "2004-01-01");
        given(new PolicyAdopted(PolicyTerm.R_AND_R_WEEKS_NON_FAMILY, Optional.empty(), 4, day("2004-02-01"), "ICSC/1"));

        assertThat(rest("2004-01-29")).containsEntry("restCycleWeeks", 8L).containsEntry("due", 0L);
        assertThat(rest("2004-02-01")).containsEntry("restCycleWeeks", 4L).containsEntry("due", 1L);
    }

    @Test
    void everybody_whom_an_evacuation_concerns_is_accounted_for() {
        given(established("ONUB", MissionKind.PEACEKEEPING));
        List<VolunteerDeployed> deployed = deploy("ONUB", 4, "1999-01-01");
        end(deployed.get(3), "1999-10-31", SeparationReason.COMPLETION);
        given(
                new EvacuationOrdered("O-1", "ONUB", List.of("ONUB-HQ"), "DSRSG/7", day("1999-11-01")),
                relocated(deployed.get(0), "1999-11-02"),
                relocated(deployed.get(1), "1999-11-03"),
                new VolunteerReturned(
                        deployed.get(0).volunteer(), deployed.get(0).assignment(), "ONUB", "O-1", day("2000-06-01")),
                new EvacuationLifted("O-1", "ONUB", day("2000-06-10")));

        assertThat(ask("evacuations", Map.of("on", day("1999-10-31")))).isEmpty();
        assertThat(accounted("1999-11-01")).isEqualTo("3 0 0 0 3 []");
        assertThat(accounted("1999-11-03")).isEqualTo("3 2 2 0 1 [NAIROBI]");
        assertThat(accounted("2000-06-01")).isEqualTo("3 2 1 1 1 [NAIROBI]");
        assertThat(ask("evacuations", Map.of("on", day("2000-06-10"))))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("liftedOn", day("2000-06-10"))
                        .containsEntry("stations", List.of("ONUB-HQ")));
    }

    @Test
    void service_adds_up_to_the_maximum_and_anew_after_a_lapse() {
        given(established("MINUSTAH", MissionKind.PEACEKEEPING));
        register("V-1", "BRA", Gender.FEMALE);
        VolunteerDeployed first = deployed("MINUSTAH", "V-1", "2004-01-01", Optional.empty());
        given(first);
        end(first, "2005-12-31", SeparationReason.COMPLETION);
        VolunteerDeployed again = deployed("MINUSTAH", "V-1", "2007-01-01", Optional.of(day("2009-06-30")));
        given(again);

        assertThat(limit("2007-01-01"))
                .containsEntry("daysServed", 732L)
                .containsEntry("daysMax", 1461L)
                .containsEntry("lastDay", day("2008-12-30"))
                .containsEntry("beyond", true);
        end(again, "2008-12-30", SeparationReason.COMPLETION);
        given(deployed("MINUSTAH", "V-1", "2018-12-30", Optional.empty()));
        assertThat(limit("2018-12-30")).as("ten years later").containsEntry("daysServed", 1L);
    }

    @Test
    void from_the_retirement_age_on_service_has_no_maximum() {
        given(established("MINUSTAH", MissionKind.PEACEKEEPING));
        register("V-1", "BRA", Gender.FEMALE);
        given(deployed("MINUSTAH", "V-1", "2046-01-01", Optional.empty()));

        assertThat(limit("2046-01-01"))
                .as("born in 1980")
                .containsEntry("daysServed", 1L)
                .doesNotContainKeys("daysMax", "usedPercent", "lastDay");
    }

    @Test
    void the_roster_is_narrowed_to_a_region() {
        given(established("UNMIS", MissionKind.PEACEKEEPING));
        deployOf("UNMIS", 2, "SEN", Gender.FEMALE);
        deployOf("UNMIS", 1, "NPL", Gender.MALE);
        deployOf("UNMIS", 1, "XKX", Gender.MALE);

        assertThat(ask("roster", Map.of("on", day("2015-06-01"), "region", "AFRICA")))
                .hasSize(2);
        assertThat(ask("roster", Map.of("on", day("2015-06-01"), "region", "OTHER")))
                .extracting(row -> row.get("nationality"))
                .containsExactly("XKX");
    }

    private Map<String, Object> rest(String on) {
        return ask("rest", Map.of("on", day(on))).getFirst();
    }

    private Map<String, Object> limit(String on) {
        return ask("service-limit", Map.of("on", day(on), "volunteer", "V-1")).getFirst();
    }

    private String accounted(String on) {
        Map<String, Object> row = ask("evacuations", Map.of("on", day(on))).getFirst();
        return "%s %s %s %s %s %s"
                .formatted(
                        row.get("persons"),
                        row.get("evacuated"),
                        row.get("atHaven"),
                        row.get("returned"),
                        row.get("notMoved"),
                        row.get("havens"));
    }

    private static VolunteerRelocated relocated(VolunteerDeployed deployed, String on) {
        return new VolunteerRelocated(
                deployed.volunteer(), deployed.assignment(), deployed.mission(), "O-1", "NAIROBI", day(on));
    }

    private static AbsenceRecorded absent(VolunteerDeployed deployed, AbsenceKind kind, String first, String last) {
        return new AbsenceRecorded(
                deployed.volunteer(), deployed.assignment(), deployed.mission(), kind, day(first), day(last));
    }

    private static DoAApproved approved(String doa, String from, String on) {
        return new DoAApproved(doa, "UNMIL", Category.INTERNATIONAL_SPECIALIST, day(from), day("2005-06-30"), day(on));
    }

    private VolunteerDeployed filling(String doa, String on) {
        VolunteerDeployed made = deployed("UNMIL", "V-" + doa, on, Optional.empty());
        return new VolunteerDeployed(
                made.volunteer(),
                made.assignment(),
                made.mission(),
                made.station(),
                made.category(),
                made.serviceArea(),
                made.expertise(),
                made.entryOnDuty(),
                Optional.empty(),
                Optional.of(doa),
                false);
    }
}
