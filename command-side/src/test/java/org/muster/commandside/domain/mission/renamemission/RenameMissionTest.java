package org.muster.commandside.domain.mission.renamemission;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.established;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.EstablishMission;
import org.muster.commands.mission.RenameMission;
import org.muster.events.mission.LeadDepartment;
import org.muster.events.mission.MissionKind;
import org.muster.events.mission.MissionRenamed;

class RenameMissionTest {

    @Test
    void a_mission_has_another_acronym_and_name_from_a_day_on() {
        given(untac()).when(rename("UNTAC", "NEW", "1993-01-01")).then(renamed("NEW", "1993-01-01"));
    }

    @Test
    void may_have_its_own_earlier_acronym_again() {
        given(untac(), renamed("NEW", "1993-01-01"))
                .when(rename("UNTAC", "UNTAC", "1993-06-01"))
                .then(renamed("UNTAC", "1993-06-01"));
    }

    @Test
    void refuses_the_acronym_that_another_mission_has_or_had() {
        given(untac(), established("ONUMOZ", Optional.empty(), false))
                .when(rename("UNTAC", "ONUMOZ", "1993-01-01"))
                .refused(RefusalCode.ACRONYM_IN_USE, Map.of("acronym", "ONUMOZ", "mission", "ONUMOZ"));
        given(untac(), established("ONUMOZ", Optional.empty(), false), renamed("NEW", "1993-01-01"))
                .when(rename("ONUMOZ", "NEW", "1993-02-01"))
                .refused(RefusalCode.ACRONYM_IN_USE, Map.of("acronym", "NEW", "mission", "UNTAC"));
    }

    @Test
    void nothing_is_established_under_an_acronym_that_a_renaming_gave() {
        given(untac(), renamed("NEW", "1993-01-01"))
                .when(new EstablishMission(
                        "NEW",
                        "Another",
                        List.of("KHM"),
                        MissionKind.POLITICAL,
                        LeadDepartment.DPA,
                        "a letter",
                        day("1994-01-01"),
                        day("1994-01-01"),
                        Optional.empty(),
                        false))
                .refused(RefusalCode.ACRONYM_IN_USE, Map.of("mission", "NEW"));
    }

    @Test
    void refuses_what_it_is_called_already_and_a_day_before_the_adoption() {
        given(untac(), renamed("NEW", "1993-01-01"))
                .when(rename("UNTAC", "NEW", "1993-02-01"))
                .refused(RefusalCode.NO_CHANGE, Map.of("mission", "UNTAC", "acronym", "NEW"));
        given(untac())
                .when(rename("UNTAC", "NEW", "1992-02-27"))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("renamedOn", "1992-02-27", "notBefore", "1992-02-28"));
    }

    @Test
    void does_not_know_a_mission_that_was_not_established() {
        given().when(rename("UNTAC", "NEW", "1993-01-01"))
                .refused(RefusalCode.UNKNOWN_MISSION, Map.of("mission", "UNTAC"));
    }

    @Test
    void is_decided_again_after_somebody_took_the_acronym() {
        given(untac())
                .when(rename("UNTAC", "NEW", "1993-01-01"))
                .decidedAgainAfter(established("NEW", Optional.empty(), false));
    }

    private static RenameMission rename(String mission, String acronym, String on) {
        return new RenameMission(mission, acronym, "A new name", day(on));
    }

    private static MissionRenamed renamed(String acronym, String on) {
        return new MissionRenamed("UNTAC", acronym, "A new name", day(on));
    }
}
