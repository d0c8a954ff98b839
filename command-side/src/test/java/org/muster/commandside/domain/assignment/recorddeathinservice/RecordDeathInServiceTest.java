package org.muster.commandside.domain.assignment.recorddeathinservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.RecruitmentExamples.funded;
import static org.muster.commandside.RecruitmentExamples.submitted;
import static org.muster.commandside.domain.decision.Given.fold;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.assignment.RecordDeathInService;
import org.muster.commands.recruitment.SelectCandidate;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.events.Category;
import org.muster.events.VolunteerType;
import org.muster.events.assignment.DeathInServiceRecorded;
import org.muster.events.assignment.IncidentType;
import org.muster.events.assignment.VolunteerDeployed;

class RecordDeathInServiceTest {

    private static final VolunteerDeployed DEPLOYED = deployed("V1", "1992-04-01");
    private static final DeathInServiceRecorded DEATH = new DeathInServiceRecorded(
            "V1",
            DEPLOYED.assignment(),
            "UNTAC",
            Category.INTERNATIONAL_SPECIALIST,
            day("1992-04-01"),
            day("1993-04-08"),
            IncidentType.MALICIOUS_ACT);

    @Test
    void ends_an_open_assignment_with_the_day_of_the_death() {
        given(DEPLOYED).when(record("1993-04-08")).then(DEATH);
        given(DEPLOYED)
                .when(record("1992-03-31"))
                .refused(RefusalCode.BEFORE_ENTRY_ON_DUTY, Map.of("diedOn", "1992-03-31", "entryOnDuty", "1992-04-01"));
    }

    @Test
    void counts_on_the_day_and_not_after() {
        MissionPosts posts = fold(MissionPosts.MODEL, "UNTAC", List.of(DEPLOYED, DEATH));

        assertThat(posts.encumbered(VolunteerType.INTERNATIONAL).on(day("1993-04-08")))
                .isEqualTo(1);
        assertThat(posts.encumbered(VolunteerType.INTERNATIONAL).on(day("1993-04-09")))
                .isZero();
        assertThat(posts.assignmentsBeyond(day("1993-04-08"))).isZero();
    }

    @Test
    void refuses_what_is_not_open() {
        Map<String, Object> details = Map.of("assignment", DEPLOYED.assignment());
        given().when(record("1993-04-08")).refused(RefusalCode.NOT_OPEN, details);
        given(DEPLOYED, DEATH).when(record("1993-04-08")).refused(RefusalCode.NOT_OPEN, details);
        given(DEPLOYED, ended(DEPLOYED, "1993-04-07"))
                .when(record("1993-04-08"))
                .refused(RefusalCode.NOT_OPEN, details);
    }

    @Test
    void nobody_selects_the_volunteer_again() {
        given(untac(), submitted("D1"), funded("D1"), registered("V1", "KEN"), DEPLOYED, DEATH)
                .when(new SelectCandidate("D1", "V1", day("1993-05-01")))
                .refused(RefusalCode.NOT_ELIGIBLE, Map.of("diedOn", "1993-04-08"));
    }

    private static RecordDeathInService record(String diedOn) {
        return new RecordDeathInService(DEPLOYED.assignment(), day(diedOn), IncidentType.MALICIOUS_ACT);
    }
}
