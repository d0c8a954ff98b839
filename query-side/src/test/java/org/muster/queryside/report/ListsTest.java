package org.muster.queryside.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.events.assignment.SeparationReason;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.mission.DutyStationOpened;
import org.muster.events.mission.MissionKind;
import org.muster.events.volunteer.Gender;
import org.muster.web.problem.ProblemException;

/** What the reports list: stations, persons by their assignments, and who they are only where nobody is known by it. */
class ListsTest extends DefinitionsStage {

    @Test
    void stations_are_listed_with_who_serves_there_and_without_a_place_where_none_was_opened() {
        given(
                established("UNAMA", MissionKind.POLITICAL),
                new DutyStationOpened("KABUL", "UNAMA", "Kabul", "AFG", day("2002-03-28")),
                new DutyStationOpened("HERAT", "UNAMA", "Herat", "AFG", day("2005-01-01")));
        deploy("UNAMA", 2, "2003-01-01");

        assertThat(ask("stations", Map.of("on", day("2004-01-01"))))
                .containsExactly(
                        Map.of(
                                "mission",
                                "UNAMA",
                                "station",
                                "KABUL",
                                "name",
                                "Kabul",
                                "country",
                                "AFG",
                                "openedOn",
                                day("2002-03-28"),
                                "persons",
                                0L),
                        Map.of("mission", "UNAMA", "station", "UNAMA-HQ", "persons", 2L));
    }

    @Test
    void the_roster_lists_the_assignments_behind_a_headcount() {
        given(established("UNMIS", MissionKind.PEACEKEEPING));
        register("V-F", "SEN", Gender.FEMALE);
        deploy("UNMIS", 3, "2008-01-01");
        VolunteerDeployed known = deployed("UNMIS", "V-F", "2008-01-01", Optional.empty());
        given(known);
        end(known, "2008-12-30", SeparationReason.COMPLETION);

        Map<String, Object> last = Map.of("mission", mission("UNMIS"), "month", YearMonth.of(2008, 11));
        assertThat(ask("roster", last))
                .hasSize(4)
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("events", "/audit/events?tag=assignment:" + row.get("assignment")));
        assertThat(ask("roster", Map.of("on", day("2008-12-31")))).hasSize(3);
        assertThat(ask("roster", Map.of("on", day("2008-12-30"), "gender", "FEMALE", "nationality", "SEN")))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("volunteer", "V-F")
                        .containsEntry("separationReason", "COMPLETION")
                        .containsEntry("knownFrom", 7L));
    }

    @Test
    void a_roster_has_pages() {
        given(established("ONUMOZ", MissionKind.PEACEKEEPING));
        deploy("ONUMOZ", 1001, "1993-01-01");

        Answer first = answer("roster", Map.of("on", day("1993-01-01")));
        Answer second = answer("roster", Map.of("on", day("1993-01-01"), "page", 2L));

        assertThat(first.rows()).hasSize(1000);
        assertThat(first.more()).isTrue();
        assertThat(second.rows()).hasSize(1);
        assertThat(second.more()).isFalse();
        assertThat(first.rows()).doesNotContainAnyElementsOf(second.rows());
    }

    @Test
    void a_service_history_adds_up_the_months_of_all_assignments() {
        given(established("UNTAET", MissionKind.PEACEKEEPING));
        register("V-1", "BRA", Gender.MALE);
        VolunteerDeployed first = deployed("UNTAET", "V-1", "2000-01-01", Optional.empty());
        VolunteerDeployed second = deployed("UNTAET", "V-1", "2002-01-01", Optional.empty());
        given(first);
        end(first, "2000-12-31", SeparationReason.COMPLETION);
        given(second);

        assertThat(ask("service-history", Map.of("volunteer", "V-1", "on", day("2002-12-31"))))
                .extracting(row -> row.get("days") + " " + row.get("monthsSoFar"))
                .containsExactly("366 12.0", "365 24.0");
        assertThatThrownBy(() -> ask("service-history", Map.of("volunteer", "V-2")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("UNKNOWN_VOLUNTEER"));
    }

    @Test
    void demographics_publish_no_figure_under_five() {
        given(established("MINUSCA", MissionKind.PEACEKEEPING), established("UNMISS", MissionKind.PEACEKEEPING));
        deployOf("MINUSCA", 12, "SEN", Gender.FEMALE);
        deployOf("MINUSCA", 8, "KEN", Gender.MALE);
        deployOf("UNMISS", 6, "NPL", Gender.FEMALE);
        deployOf("UNMISS", 3, "FRA", Gender.MALE);

        Map<String, Object> month = new HashMap<>(months("2015-06", "2015-06"));
        assertThat(ask("demographics", month))
                .as("with MINUSCA shown, UNMISS would follow from what all have")
                .extracting(row -> row.get("mission") + " " + row.get("value") + " " + row.get("persons"))
                .containsExactly("null FEMALE 18", "null MALE 11", "MINUSCA WITHHELD 20", "UNMISS WITHHELD 9");
        month.put("groupBy", new Parameters.GroupBy(List.of("nationality")));
        assertThat(ask("demographics", month))
                .extracting(row -> row.get("value") + " " + row.get("persons"))
                .containsExactlyInAnyOrder("SEN 12", "KEN 8", "OTHERS 9");
        month.put("mission", mission("UNMISS"));
        assertThatThrownBy(() -> ask("demographics", month)).isInstanceOf(ProblemException.class);
    }
}
