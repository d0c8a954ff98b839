package org.muster.queryside.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerReassigned;
import org.muster.events.mission.MissionKind;

/** Whoever moves to another station serves at the old one until the day before, whatever was recorded first. */
class StationOfTheDayTest extends DefinitionsStage {

    @Test
    void counts_at_the_station_of_the_day() {
        given(established("UNAMA", MissionKind.POLITICAL));
        VolunteerDeployed moving = deploy("UNAMA", 2, "2004-01-01").getFirst();
        given(moved(moving, "HERAT", "2004-06-01"), moved(moving, "KABUL", "2004-03-01"));

        assertThat(stations("2004-02-29")).containsExactly("UNAMA-HQ 2");
        assertThat(stations("2004-03-01")).containsExactly("KABUL 1", "UNAMA-HQ 1");
        assertThat(stations("2004-05-31")).containsExactly("KABUL 1", "UNAMA-HQ 1");
        assertThat(stations("2004-06-01")).containsExactly("HERAT 1", "UNAMA-HQ 1");
        assertThat(serving("2004-05-31", "KABUL")).isEqualTo(1L);
        assertThat(serving("2004-06-01", "KABUL")).isEqualTo(0L);
    }

    private List<String> stations(String on) {
        return ask("stations", Map.of("on", day(on))).stream()
                .map(row -> row.get("station") + " " + row.get("persons"))
                .toList();
    }

    private Object serving(String on, String station) {
        return ask("headcount", Map.of("on", day(on), "station", station)).stream()
                .map(row -> row.get("persons"))
                .findFirst()
                .orElse(0L);
    }

    private VolunteerReassigned moved(VolunteerDeployed deployed, String station, String on) {
        return new VolunteerReassigned(
                deployed.volunteer(), deployed.assignment(), deployed.mission(), deployed.station(), station, day(on));
    }
}
